using Barelane.Core.Facts;
using Barelane.Core.Rules;

namespace Barelane.Kvm.Planning;

/// <summary>Wants about the kernel's command line: only where no IOMMU is active although firmware has one, or may have.</summary>
internal static class IommuWants
{
    private const string Reason = "no device can be given away without an IOMMU, and the kernel has to be told to use it";

    public static void Add(Proposing p)
    {
        if (p.Host.Iommu is not { State: ObservedState.Read, Value: false })
        {
            return;
        }

        if (p.Host.IommuInFirmware is { State: ObservedState.Read, Value: false })
        {
            p.Say("KVM-IOMMU-001", Severity.Block, p.Host.Ref, "firmware describes no IOMMU (no ACPI table DMAR or IVRS)", "VT-d (Intel) or AMD-Vi switched on in firmware",
                "The kernel can't use what firmware hides; its command line changes nothing then.", $"Switch on VT-d, AMD-Vi or 'IOMMU' in the firmware setup of '{p.Host.Name}', and plan again.",
                "Linux, Documentation/arch/x86/iommu.rst");
            return;
        }

        if (p.Host.CpuVendor.Or("") == "intel")
        {
            p.Want(p.Host.Ref, KvmFields.KernelArgument("intel_iommu"), "on", Reason, "on,sm_on");
        }
        else if (Is(p, "amd_iommu", "off"))
        {
            p.Want(p.Host.Ref, KvmFields.KernelArgument("amd_iommu"), null, Reason);
        }

        if (Is(p, "iommu", "off") || Is(p, "iommu", "soft"))
        {
            p.Want(p.Host.Ref, KvmFields.KernelArgument("iommu"), null, Reason);
        }
    }

    private static bool Is(Proposing p, string name, string value) => p.Host.Settings.TryGetValue("kernel-argument:" + name, out var found) && found.Or("").StartsWith(value, StringComparison.Ordinal);
}
