using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Turns an error of the wire into a problem of a site. The wire's messages say what was observed, what is required and what to do.</summary>
internal static class SiteProblems
{
    public static Problem Of(VimException error, string alias) => new()
    {
        Code = error switch
        {
            VimCertificateException => "certificate-untrusted",
            VimLoginException => "login-refused",
            VimTimeoutException => "time-out",
            VimUnavailableException => "unavailable",
            VimConnectException => "unreachable",
            VimConnectionLostException => "connection-lost",
            VimAnswerException => "bad-answer",
            VimFaultException { Fault.Type: "NoPermission" } => "no-permission",
            _ => "refused",
        },
        Message = $"Site '{alias}': {error.Message}",
        Evidence = error switch
        {
            VimFaultException { Fault: var fault } => [fault.Type, .. fault.Messages.Select(m => m.Key).Distinct(StringComparer.Ordinal)],
            VimCertificateException certificate => [$"certificate: \"{certificate.Thumbprint}\"", $"--certificate {certificate.Thumbprint}"],
            _ => [],
        },
    };
}
