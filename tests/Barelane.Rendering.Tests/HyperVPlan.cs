using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;

namespace Barelane.Rendering.Tests;

/// <summary>A plan over a Hyper-V host with every kind of step that its script knows.</summary>
internal static class HyperVPlan
{
    private static readonly ObjectRef Host = new(ObjectKind.Host, "4c4c4544-0042-3510-8031-b4c04f4e3732", "4c4c4544-0042-3510-8031-b4c04f4e3732");
    private static readonly ObjectRef Vm = new(ObjectKind.Vm, Host.Site, "1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0001");
    private static readonly ObjectRef Card = ObjectRef.Device(Host, PciAddress.Parse("0000:3b:00.0"));
    private static readonly ObjectRef Sound = ObjectRef.Device(Host, PciAddress.Parse("0000:3b:00.1"));
    private const string Path = "PCIROOT(36)#PCI(0200)#PCI(0000)";

    public static PlanView View { get; } = new()
    {
        Plan = Samples.Plan([]) with
        {
            Impacts = [],
            Steps =
            [
                Step("s01", StepKind.ClaimDevice, Card, Change("enabled", "yes", "no"), Change("mounted", "yes", "no"), Change("label", null, "GpuChildPool")) with
                {
                    Companions = [new CompanionChange(Sound, Change("enabled", "yes", "no")), new CompanionChange(Sound, Change("mounted", "yes", "no")), new CompanionChange(Host, Change("pool:GpuChildPool", null, "yes"))],
                },
                Step("s02", StepKind.CutSlice, Host, Change("policy:RequireSecureDeviceAssignment", null, "0")),
                Step("s03", StepKind.CutSlice, Card, Change("partition-count", "16", "4")),
                Step("s04", StepKind.PowerOffVm, Vm, Change("power", "on", "off")),
                Step("s05", StepKind.RestorePoint, Vm, Change("restore-point:it's before", null, "yes")),
                Step("s06", StepKind.ConfigureVm, Vm, Change($"assigned:{Path}", null, "yes"), Change("pooled:GpuChildPool", null, "2"), Change("partitions:any", "1", null), Change("stop-action", "save", "turn-off"),
                    Change("dynamic-memory", "512..8192", "off"), Change("checkpoints", "production", "disabled"), Change("automatic-checkpoints", "true", "false"), Change("nested-virtualization", "true", "false"),
                    Change("guest-controlled-cache", "false", "true"), Change("low-mmio-mib", "128", "1024"), Change("high-mmio-mib", "512", "67584"), Change("remotefx", "yes", null), Change("offline-action", "save", "force-shut-down"),
                    new FieldChange(Marks.Document, null, "farm")),
                Step("s07", StepKind.PowerOnVm, Vm, Change("power", "off", "on")),
                Step("s08", StepKind.ReleaseDevice, Card, Change("label", "GpuChildPool", null), Change("mounted", "no", "yes"), Change("enabled", "no", "yes")),
                Step("s09", StepKind.RemoveSlice, Host, Change("policy:RequireSecureDeviceAssignment", "0", null)),
            ],
        },
        Missing = [],
        ApplyCommand = "barelane apply",
    };

    private static FieldChange Change(string field, string? before, string? after) => new(new Field(field), before, after);

    private static Step Step(string id, StepKind kind, ObjectRef target, params FieldChange[] changes) => new()
    {
        Id = id,
        Kind = kind,
        Target = target,
        TargetName = target.Kind switch { ObjectKind.Vm => "hv01/train-02", ObjectKind.Device => "hv01/HV01 0000:3b:00.0", _ => "hv01/HV01" },
        Unit = "hv01/train-02",
        Changes = changes,
        Reason = "the VM gets the card",
    };
}
