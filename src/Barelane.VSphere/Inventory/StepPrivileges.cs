using Barelane.Core.Plans;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// The privileges that steps need on their target, from the method descriptions of the API (PowerOnVM_Task, ReconfigVM_Task, UpdatePassthruConfig …).
/// </summary>
internal static class StepPrivileges
{
    private const string Maintenance = "Host.Config.Maintenance";
    private const string HostSettings = "Host.Config.Settings";
    private const string AdvancedConfig = "VirtualMachine.Config.AdvancedConfig";
    private const string Settings = "VirtualMachine.Config.Settings";
    private const string Resource = "VirtualMachine.Config.Resource";

    /// <summary>What the privileges on folders of new VMs are.</summary>
    public static readonly IReadOnlyList<string> InFolder = ["VirtualMachine.Inventory.Create"];

    /// <summary>What the privilege on the cluster is for a rule that keeps a VM on a host.</summary>
    public const string ForRules = "Host.Inventory.EditCluster";

    /// <summary>
    /// A privilege that the API's text names for RDM and SCSI passthrough; whether a server also demands it for PCI devices is not documented, so that
    /// its lack is a warning.
    /// </summary>
    public const string PerhapsForDevices = "VirtualMachine.Config.RawDevice";

    /// <summary>The privileges on the step's own target; empty for a VM that does not exist yet.</summary>
    public static IEnumerable<string> OnTarget(Step step) => step.Kind switch
    {
        StepKind.PowerOffVm => ["VirtualMachine.Interact.PowerOff"],
        StepKind.PowerOnVm => ["VirtualMachine.Interact.PowerOn"],
        StepKind.MoveVm => ["Resource.ColdMigrate"],
        StepKind.EnterMaintenance or StepKind.LeaveMaintenance or StepKind.RebootHost => [Maintenance],
        StepKind.ClaimDevice or StepKind.ReleaseDevice => ["Host.Config.PciPassthru", HostSettings],
        StepKind.CutSlice or StepKind.RemoveSlice => [HostSettings],
        StepKind.ConfigureVm => step.Changes.Select(OfChange).OfType<string>().Distinct(StringComparer.Ordinal),
        StepKind.DeleteVm => ["VirtualMachine.Inventory.Delete"],
        StepKind.RestorePoint => step.Changes.Any(c => c.After is null) ? ["VirtualMachine.State.RemoveSnapshot"] : ["VirtualMachine.State.CreateSnapshot"],
        _ => [],
    };

    /// <summary>Whether the step writes a rule of the cluster.</summary>
    public static bool WritesRule(Step step) => step.Kind is StepKind.ConfigureVm or StepKind.MoveVm && step.Changes.Any(c => c.Field.Prefix == "host-rule");

    /// <summary>Whether the step gives a device to a VM.</summary>
    public static bool AddsDevice(Step step) => step.Kind == StepKind.ConfigureVm && step.Changes.Any(c => c.Field.Prefix == "attached" && c.After is not null);

    private static string? OfChange(FieldChange change) => change.Field.Prefix switch
    {
        "attached" => "VirtualMachine.Config.AddRemoveDevice",
        "option" or "mark" or "made" => AdvancedConfig,
        "memory-reservation-mib" or "memory-reservation-locked" => Resource,
        "memory-mib" => "VirtualMachine.Config.Memory",
        "cpus" => "VirtualMachine.Config.CPUCount",
        "hardware-version" => "VirtualMachine.Config.UpgradeVirtualHardware",
        "firmware" or "nested-virtualization" or "guest-iommu" or "memory-hot-add" or "guest-os" => Settings,
        _ => null,
    };
}
