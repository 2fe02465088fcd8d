using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Guest;

/// <summary>The scripts that go through the host into a guest. What they do there is not known to be harmless.</summary>
internal static class GuestScripts
{
    public static readonly HostScript Run = HostScript.Changes("guest-run");
    public static readonly HostScript Put = HostScript.Changes("guest-put");
    public static readonly HostScript Get = HostScript.Changes("guest-get");
}
