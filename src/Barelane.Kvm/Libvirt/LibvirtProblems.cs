using Barelane.Core.Adapters;

namespace Barelane.Kvm.Libvirt;

/// <summary>Turns what libvirt said into a problem that can be acted on; known by its number, and by its words only where the number says too little.</summary>
internal static class LibvirtProblems
{
    /// <summary>Code of the problem where a call was begun and its answer did not come.</summary>
    public const string Lost = "connection-lost";

    public static SiteException Of(LibvirtError error, string doing)
    {
        var (code, meaning, remedy) = Explain(error);
        return new SiteException(new Problem
        {
            Code = code,
            Message = $"{doing}: {meaning} libvirt says: {error.Message.TrimEnd('.', '\n')}.",
            Remedy = remedy,
            Evidence = [$"libvirt error {error.Code}"],
        });
    }

    public static SiteException NoDomain(Guid uuid) => new(new Problem
    {
        Code = "not-found",
        Message = $"The VM '{uuid}' is not defined on this host any more.",
        Remedy = "Inspect the site, and plan again.",
    });

    public static SiteException Changed(string name) => new(new Problem
    {
        Code = "concurrent-change",
        Message = $"'{name}': its definition was changed by somebody else in the same moment; nothing of this step was done.",
        Remedy = "Look at what they changed, and plan again.",
    });

    public static SiteException NoLibrary(Exception inner) => new(
        new Problem
        {
            Code = "libvirt-missing",
            Message = $"libvirt's client library '{LibvirtNative.Library}' is not installed on this machine; KVM sites are reached through it.",
            Remedy = "Install it: 'apt install libvirt0' (Debian, Ubuntu) or 'dnf install libvirt-libs' (Fedora, RHEL).",
        },
        inner);

    private static (string Code, string Meaning, string Remedy) Explain(LibvirtError error)
    {
        var text = error.Message;
        return error.Code switch
        {
            _ when error.IsNotFound => ("not-found", "it is not there any more.", "Inspect the site, and plan again."),
            _ when error.IsLost => (Lost, "the connection to libvirt broke off, and whether the call was carried out is not known.", "See that libvirt runs ('systemctl status libvirtd'), and run 'barelane resume'."),
            LibvirtError.AuthFailed or LibvirtError.AuthUnavailable or LibvirtError.AccessDenied or LibvirtError.OperationDenied =>
                ("no-permission", "the account may not do this.", "Use root, or an account of the group 'libvirt'."),
            LibvirtError.AgentUnresponsive or LibvirtError.AgentUnsynced =>
                ("guest-not-asked", "the QEMU guest agent does not answer.", "Wait until the guest has started, and see that 'qemu-guest-agent' runs in it."),
            LibvirtError.ResourceBusy or LibvirtError.OperationTimeout => ("busy", "another operation holds it.", "Wait for that operation, and run 'barelane resume'."),
            LibvirtError.XmlError or LibvirtError.XmlDetail or LibvirtError.XmlInvalidSchema or LibvirtError.ConfigUnsupported =>
                ("definition-refused", "libvirt does not take this definition.", "See whether the host's libvirt and QEMU are too old for what the plan sets."),
            _ when Has(text, "is not viable") => ("group-not-viable", "another function of the card's isolation group is still bound to a driver of the host.", "Give the group's other functions along, or unbind them; 'barelane preflight' names them."),
            _ when Has(text, "is in use by driver") => ("device-in-use", "another VM has the device.", "See with 'barelane inspect' which VM holds it."),
            _ when Has(text, "must be manually detached") => ("device-not-claimed", "the device is still bound to a driver of the host.", "Plan again: the claim is missing, or somebody has given the device back to the host."),
            _ when Has(text, "Non-endpoint PCI") => ("not-an-endpoint", "a bridge can't be given to a VM.", "Choose the card itself."),
            _ when Has(text, "Failed to set iommu for container") => ("no-interrupt-remapping", "the kernel refuses VFIO, mostly because interrupt remapping is off.", "Switch VT-d or AMD-Vi with interrupt remapping on in the firmware, and see the kernel's log."),
            _ when Has(text, "no iommu_group found") => ("no-iommu", "the kernel has no IOMMU for the device.", "Switch VT-d or AMD-Vi on in the firmware, and boot with 'intel_iommu=on' on Intel."),
            _ when Has(text, "Cannot allocate memory") => ("memory-not-pinned", "the VM's memory could not be pinned.", "Free memory of the host, or raise the limit of locked memory."),
            _ when Has(text, "stuck in D3") => ("device-dead", "the device does not wake up.", "Power the host off and on; a warm reboot may not help."),
            _ when error.Code == LibvirtError.OperationInvalid || Has(text, "already running") || Has(text, "is not running") => ("wrong-state", "it is not in the state that this needs.", "Inspect it, and plan again."),
            _ when error.IsUnsupported => ("unsupported", "this libvirt can't do it.", "Update libvirt on the host."),
            _ => ("refused", "libvirt refused.", ""),
        };
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
