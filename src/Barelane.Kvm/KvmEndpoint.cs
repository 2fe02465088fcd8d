using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Kvm.Shell;
using Barelane.Ssh;

namespace Barelane.Kvm;

/// <summary>A KVM site's address, as libvirt takes it and as ssh does.</summary>
/// <param name="Libvirt">The address for libvirt.</param>
/// <param name="Destination"><c>user@host</c> for ssh; null for this machine.</param>
/// <param name="Port">The port of ssh; null for what its configuration says.</param>
/// <param name="Key">A private key's file; null for what ssh's configuration says.</param>
internal sealed record KvmEndpoint(string Libvirt, string? Destination, int? Port, string? Key)
{
    /// <summary>Reads a document's address: <c>qemu:///system</c>, <c>qemu+ssh://root@rack7/system?keyfile=…</c>.</summary>
    /// <exception cref="SiteException">It is none of these.</exception>
    public static KvmEndpoint Parse(SiteSpec site)
    {
        if (!Uri.TryCreate(site.Endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("qemu" or "qemu+ssh") || (uri.Scheme == "qemu") != (uri.Host.Length == 0))
        {
            throw Invalid(site, "write 'qemu:///system' for this machine, or 'qemu+ssh://root@rack7/system'");
        }

        if (uri.AbsolutePath is not "/system")
        {
            throw Invalid(site, $"'{uri.AbsolutePath}' is not '/system'; a session's VMs can't be given devices");
        }

        if (uri.Scheme == "qemu")
        {
            return new KvmEndpoint("qemu:///system", null, null, null);
        }

        var query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToLookup(p => p[0], p => Uri.UnescapeDataString(p[^1]), StringComparer.Ordinal);
        if (query.Select(p => p.Key).FirstOrDefault(k => k != "keyfile") is { } other)
        {
            throw Invalid(site, $"'{other}' is not read; write other settings into ssh's own configuration");
        }

        var user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : site.User;
        var destination = user is null ? uri.Host : $"{user}@{uri.Host}";
        var port = uri.IsDefaultPort || uri.Port < 0 ? (int?)null : uri.Port;
        var key = query["keyfile"].FirstOrDefault();

        // libvirt would ask on the terminal for a password or an unknown host's key; it is told not to.
        var libvirt = $"qemu+ssh://{(user is null ? "" : Uri.EscapeDataString(user) + "@")}{uri.Host}{(port is { } p ? ":" + p.ToString(CultureInfo.InvariantCulture) : "")}/system?no_tty=1"
            + (key is null ? "" : "&keyfile=" + Uri.EscapeDataString(key));
        return new KvmEndpoint(libvirt, destination, port, key);
    }

    /// <summary>The way to the host's shells.</summary>
    public IShellTransport Transport() => Destination is { } destination ? new SshTransport(new SshClient(destination, Port, Key)) : new LocalTransport();

    private static SiteException Invalid(SiteSpec site, string why) => new(new Problem
    {
        Code = "endpoint-invalid",
        Message = $"Site '{site.Alias}': '{site.Endpoint}' is no address of a KVM host: {why}.",
        Remedy = "Correct the site in the document.",
    });
}
