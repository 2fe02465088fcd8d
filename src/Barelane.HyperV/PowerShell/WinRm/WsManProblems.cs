using System.Net;
using System.Net.Http.Headers;
using Barelane.Core.Adapters;

namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>What can go wrong between this program and a host's WinRM service.</summary>
internal static class WsManProblems
{
    public static Problem Refused(string host, WsManFault fault)
    {
        var (code, meaning, remedy) = fault.Code switch
        {
            WsManFault.TooManyShells => (
                "busy",
                "this account has as many shells open on it as the host allows",
                "Close the shells of runs that broke off (they end by themselves after some minutes), or raise 'WSMan:\\localhost\\Shell\\MaxShellsPerUser' on the host; Barelane opens 4 at most."),
            WsManFault.TooManyOperations => (
                "busy",
                "this account has as many requests under way on it as the host allows",
                "Wait for others to end, or raise 'WSMan:\\localhost\\Service\\MaxConcurrentOperationsPerUser' on the host."),
            WsManFault.AccessDenied => (
                "no-permission",
                "the account may not open a shell there",
                "Use an account of the host's group 'Administrators'. A local account other than 'Administrator' needs the host's 'LocalAccountTokenFilterPolicy' set to 1."),
            WsManFault.NoSuchShell => ("connection-lost", "the shell ended while it worked", "See that nobody restarted the host's WinRM service, and run 'barelane resume'."),
            _ => ("refused", "WinRM refused the request", "See the event log 'Microsoft-Windows-WinRM/Operational' on the host."),
        };
        return new Problem
        {
            Code = code,
            Message = $"'{host}': {meaning}: {fault.Text.TrimEnd('.')}.",
            Remedy = remedy,
            Evidence = [$"WSManFault: {fault.Code}", $"subcode: {fault.Subcode}", fault.Text],
        };
    }

    public static Problem LoginFailed(string host, string? user, HttpHeaderValueCollection<AuthenticationHeaderValue> offered, bool isBasic)
    {
        var schemes = offered.Select(o => o.Scheme).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var offersBasic = schemes.Contains("Basic", StringComparer.OrdinalIgnoreCase);
        return new Problem
        {
            Code = "login-failed",
            Message = $"'{host}' does not let {(user is null ? "this machine's own account" : $"'{user}'")} in. It offers {(schemes.Count == 0 ? "no way to log in" : string.Join(", ", schemes))}; tried was {(isBasic ? "Basic" : "Negotiate (Kerberos or NTLM)")}.",
            Remedy = isBasic
                ? offersBasic ? "Check user and password; Basic takes local accounts of the host only." : "The host does not allow Basic: take '?auth=basic' away from the endpoint, or allow it on the host ('WSMan:\\localhost\\Service\\Auth\\Basic')."
                : "Check user and password ('user: DOMAIN\\name' or 'name@domain.example'). On Linux, Kerberos needs the package 'libgssapi-krb5-2' and a ticket or a domain's account, NTLM needs 'gss-ntlmssp'"
                    + (offersBasic ? "; this host also takes Basic for local accounts: append '?auth=basic' to the endpoint." : "."),
        };
    }

    public static Problem Unreachable(Uri endpoint, HttpRequestException error) => new()
    {
        Code = "unreachable",
        Message = error.HttpRequestError == HttpRequestError.NameResolutionError
            ? $"The name '{endpoint.Host}' does not resolve to an address."
            : $"'{endpoint.Host}' port {endpoint.Port} takes no TLS connection: {Innermost(error)}.",
        Remedy = "See that the host is on and that WinRM listens with HTTPS there ('winrm enumerate winrm/config/listener' on the host; 'winrm quickconfig -transport:https' makes a listener), and that no firewall is in between.",
    };

    public static Problem Untrusted(Uri endpoint, string reason, string thumbprint, string subject) => new()
    {
        Code = "certificate-untrusted",
        Message = $"The certificate of '{endpoint.Host}' is not trusted: {reason}. It has the thumbprint '{thumbprint}' and is issued to '{subject}'.",
        Remedy = $"Compare the thumbprint with the host's own; if they are the same, pin it with 'certificate: \"{thumbprint}\"' at the site.",
    };

    public static Problem Broken(string host, Exception error) => new()
    {
        Code = "connection-lost",
        Message = $"The connection to '{host}' broke off: {Innermost(error)}.",
        Remedy = "See that the host is on, and run 'barelane resume'.",
    };

    public static Problem NotWsMan(Uri endpoint, HttpStatusCode status, string why) => new()
    {
        Code = "endpoint-invalid",
        Message = $"'{endpoint}' does not answer as WinRM does: HTTP status {(int)status}, {why}.",
        Remedy = "Check the address; WinRM's own is 'https://HOST:5986/wsman'.",
    };

    private static string Innermost(Exception error)
    {
        while (error.InnerException is not null)
        {
            error = error.InnerException;
        }

        return error.Message.Trim().TrimEnd('.');
    }
}
