using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;

namespace Barelane.Rendering.Tests;

/// <summary>A plan with every kind of step that a KVM host has.</summary>
internal static class KvmSamples
{
    private const string Slice = "5d1e1d6a-5f0e-8c4e-9d0a-2f7c5b8a9e10";
    private static readonly ObjectRef Host = new(ObjectKind.Host, "3d1219c7c4c5404aaa1f6d2a48adfda4", "3d1219c7c4c5404aaa1f6d2a48adfda4");
    private static readonly ObjectRef Vm = new(ObjectKind.Vm, "3d1219c7c4c5404aaa1f6d2a48adfda4", "0d6bf657-e844-f67c-e95e-c6ae0bd4b89c");
    private static readonly ObjectRef Card = ObjectRef.Device(Host, PciAddress.Parse("0000:3b:00.0"));
    private static readonly ObjectRef Sound = ObjectRef.Device(Host, PciAddress.Parse("0000:3b:00.1"));
    private static readonly ObjectRef Function = ObjectRef.Device(Host, PciAddress.Parse("0000:3d:00.4"));

    public static PlanView Everything { get; } = new()
    {
        ApplyCommand = "barelane apply",
        Plan = Samples.Plan([]) with
        {
            Impacts = [],
            Steps =
            [
                Step(StepKind.PowerOffVm, Vm, "rack7/train-02", Change("power", "on", "off")),
                Step(StepKind.RestorePoint, Vm, "rack7/train-02", Change("restore-point:before gpu", null, "yes")),
                Step(StepKind.EnterMaintenance, Host, "rack7/rack7", Change("maintenance", "off", "on")),
                Step(StepKind.ClaimDevice, Host, "rack7/rack7", Change("kernel-argument:intel_iommu", null, "on-pending"), Change("kernel-argument:iommu", "off", "unset-pending")),
                Step(StepKind.RebootHost, Host, "rack7/rack7"),
                Step(StepKind.LeaveMaintenance, Host, "rack7/rack7", Change("maintenance", "on", "off")),
                Step(StepKind.ClaimDevice, Card, "rack7/rack7 0000:3b:00.0", Change("driver", "nouveau", "vfio-pci"), Change("driver-override", null, "vfio-pci"), Change("boot-driver", null, "vfio-pci")) with
                {
                    Companions = [new(Sound, Change("driver", "snd_hda_intel", "vfio-pci")), new(Sound, Change("driver-override", null, "vfio-pci"))],
                },
                Step(StepKind.CutSlice, Function, "rack7/rack7 0000:3d:00.4", Change("vgpu-type", null, "1155"), Change("boot-vgpu-type", null, "1155")),
                Step(StepKind.CutSlice, Host, "rack7/rack7", Change("mdev:" + Slice, null, "0000:3d:00.0 nvidia-558"), Change("mdev-definition:" + Slice, null, "0000:3d:00.0 nvidia-558 auto")),
                Step(StepKind.RemoveSlice, ObjectRef.Device(Host, PciAddress.Parse("0000:3e:00.0")), "rack7/rack7 0000:3e:00.0", Change("virtual-functions", "4", "0")),
                Step(
                    StepKind.ConfigureVm, Vm, "rack7/train-02",
                    Change("hostdev:0000:3b:00.0", null, "unmanaged at 0000:02:00.0"), Change("hostdev:0000:3b:00.1", null, "unmanaged at 0000:02:00.1"), Change("hostdev:" + Slice, null, "unmanaged at 0000:03:00.0"),
                    Change("hostdev:0000:af:00.0", "managed at 0000:04:00.0", null), Change("attached:profile nvidia-558", null, "1"), Change("maxphysaddr", null, "passthrough limit=46"),
                    Change("mmio-window-mib", null, "262144"), Change("mark:document", null, "it's & <mine>"), Change("mark:run", null, FieldChange.RunToken)),
                Step(StepKind.PowerOnVm, Vm, "rack7/train-02", Change("power", "off", "on")),
                Step(StepKind.ReleaseDevice, Card, "rack7/rack7 0000:3b:00.0", Change("driver", "vfio-pci", null), Change("driver-override", "vfio-pci", null), Change("boot-driver", "vfio-pci", null)),
            ],
        },
    };

    private static FieldChange Change(string field, string? before, string? after) => new(new Field(field), before, after);

    private static Step Step(StepKind kind, ObjectRef target, string name, params FieldChange[] changes) =>
        new() { Id = "s", Kind = kind, Target = target, TargetName = name, Unit = Samples.Unit, Changes = changes, Reason = "a sample" };
}
