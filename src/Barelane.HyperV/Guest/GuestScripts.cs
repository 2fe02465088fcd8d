using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Guest;

/// <summary>The scripts that go through the host into a guest. What they do there is not known to be harmless.</summary>
internal static class GuestScripts
{
    public static readonly HostScript Run = HostScript.Changes("guest-run");
    public static readonly HostScript Put = HostScript.Changes("guest-put");
    public static readonly HostScript Get = HostScript.Changes("guest-get");
    public static readonly HostScript Copy = HostScript.Changes("guest-copy", TimeSpan.FromMinutes(30));
    public static readonly HostScript Place = HostScript.Changes("guest-place", TimeSpan.FromMinutes(15));
    public static readonly HostScript Keep = HostScript.Changes("guest-keep");
    public static readonly HostScript Hashes = HostScript.Changes("guest-hashes", TimeSpan.FromMinutes(15));
    public static readonly HostScript Remove = HostScript.Changes("guest-remove");
}
