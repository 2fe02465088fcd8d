using System.Net;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.PowerShell.Role;
using Barelane.HyperV.PowerShell.WinRm;
using Barelane.Ssh;

namespace Barelane.HyperV;

/// <summary>A Hyper-V site's address: this machine, a host over ssh, or one over WinRM with HTTPS.</summary>
internal sealed record HyperVEndpoint
{
    private HyperVEndpoint()
    {
    }

    /// <summary><c>user@host</c> for ssh; null for the other ways.</summary>
    public string? Destination { get; private init; }

    /// <summary>The port of ssh; null for what its configuration says.</summary>
    public int? Port { get; private init; }

    /// <summary>A private key's file; null for what ssh's configuration says.</summary>
    public string? Key { get; private init; }

    /// <summary>Where WinRM listens; null for the other ways.</summary>
    public WinRmEndpoint? WinRm { get; private init; }

    /// <summary>The restricted session (JEA) of the host that is used; null for none.</summary>
    public string? Configuration { get; private init; }

    /// <summary>Reads a document's address: <c>local</c>, <c>ssh://admin@hv01</c>, <c>winrm://hv01</c>, <c>https://hv01:5986/wsman</c>.</summary>
    /// <param name="site">The site.</param>
    /// <param name="password">Its password; null where none is given.</param>
    /// <exception cref="SiteException">It is none of these.</exception>
    public static HyperVEndpoint Parse(SiteSpec site, string? password)
    {
        if (site.Configuration is { } configuration && !HyperVRole.IsConfiguration(configuration))
        {
            throw Invalid(site, $"'{configuration}' is no name of a session configuration");
        }

        if (site.Endpoint == "local")
        {
            return new HyperVEndpoint { Configuration = site.Configuration };
        }

        if (!Uri.TryCreate(site.Endpoint, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Invalid(site, "write 'local' for this machine, 'ssh://admin@hv01', or 'winrm://hv01'");
        }

        var query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToLookup(p => p[0], p => Uri.UnescapeDataString(p[^1]), StringComparer.Ordinal);
        return uri.Scheme switch
        {
            "ssh" => OfSsh(site, uri, query),
            "winrm" or "https" => OfWinRm(site, uri, query, password),
            "http" => throw Invalid(site, "WinRM is used with HTTPS only; write 'winrm://HOST', and make a listener with 'winrm quickconfig -transport:https' on the host"),
            _ => throw Invalid(site, $"'{uri.Scheme}' is not read; write 'local', 'ssh://admin@hv01', or 'winrm://hv01'"),
        };
    }

    /// <summary>PowerShell on the host.</summary>
    public IPowerShellHost Open(TimeProvider time) => new PowerShellHost(this switch
    {
        { WinRm: { } winRm } => new WinRmTransport(winRm, time),
        { Destination: { } destination } => new SshTransport(new SshClient(destination, Port, Key), time),
        _ => new LocalTransport(time),
    }, Configuration);

    private static HyperVEndpoint OfSsh(SiteSpec site, Uri uri, ILookup<string, string> query)
    {
        Check(site, query, "keyfile", "write other settings into ssh's own configuration");
        if (uri.AbsolutePath is not ("" or "/"))
        {
            throw Invalid(site, $"'{uri.AbsolutePath}' is no part of it; write 'ssh://admin@hv01'");
        }

        var user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : site.User;
        return new HyperVEndpoint
        {
            Destination = user is null ? uri.Host : $"{user}@{uri.Host}",
            Port = uri.IsDefaultPort || uri.Port < 0 ? null : uri.Port,
            Key = query["keyfile"].FirstOrDefault(),
            Configuration = site.Configuration,
        };
    }

    private static HyperVEndpoint OfWinRm(SiteSpec site, Uri uri, ILookup<string, string> query, string? password)
    {
        Check(site, query, "auth", "known is 'auth'");
        if (site.Configuration is { } configuration)
        {
            throw Invalid(site, $"the restricted session '{configuration}' can't be reached over WinRM, as it takes PowerShell's own remoting protocol alone (PSRP), which Barelane does not speak; write 'ssh://USER@HOST' or 'local': there Windows' own PowerShell enters it");
        }

        var auth = query["auth"].FirstOrDefault() ?? "negotiate";
        if (auth is not ("negotiate" or "basic"))
        {
            throw Invalid(site, $"'auth={auth}' is not known; write 'auth=basic', or leave it out for Negotiate (Kerberos or NTLM)");
        }

        var user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : site.User;
        if ((user is null) != (password is null))
        {
            throw Invalid(site, user is null ? "a password is given without 'user'" : $"'{user}' needs a 'password' (env:, file: or command:); leave both out to use this account's Kerberos ticket");
        }

        if (auth == "basic" && user is null)
        {
            throw Invalid(site, "'auth=basic' needs 'user' and 'password'");
        }

        var address = new UriBuilder("https", uri.Host, uri.Port > 0 && !(uri.Scheme == "https" && uri.IsDefaultPort) ? uri.Port : WinRmEndpoint.Port, uri.AbsolutePath is "" or "/" ? "/wsman" : uri.AbsolutePath).Uri;
        return new HyperVEndpoint
        {
            WinRm = new WinRmEndpoint
            {
                Address = address,
                Account = user is null ? null : Account(user, password!),
                IsBasic = auth == "basic",
                Trust = site.Certificate is { } pinned ? CertificateTrust.Pin(pinned) : CertificateTrust.System,
            },
        };
    }

    /// <summary><c>DOMAIN\name</c> in its two parts; <c>name@domain</c> and a plain name as they are.</summary>
    private static NetworkCredential Account(string user, string password) => user.Split('\\', 2) is [var domain, var name]
        ? new NetworkCredential(name, password, domain)
        : new NetworkCredential(user, password);

    private static void Check(SiteSpec site, ILookup<string, string> query, string known, string hint)
    {
        if (query.Select(p => p.Key).FirstOrDefault(k => k != known) is { } other)
        {
            throw Invalid(site, $"'{other}' is not read; {hint}");
        }
    }

    private static SiteException Invalid(SiteSpec site, string why) => new(new Problem
    {
        Code = "endpoint-invalid",
        Message = $"Site '{site.Alias}': '{site.Endpoint}' is no address of a Hyper-V host: {why}.",
        Remedy = "Correct the site in the document.",
    });
}
