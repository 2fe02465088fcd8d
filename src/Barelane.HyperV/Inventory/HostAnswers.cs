using Barelane.Core.Facts;

namespace Barelane.HyperV.Inventory;

/// <summary>What was read of one host. What a light reading leaves out is not asked.</summary>
internal sealed record HostAnswers
{
    public required MachineAnswer Machine { get; init; }

    public required HostCommands Commands { get; init; }

    public Observed<VmHostAnswer> VmHost { get; init; }

    public Observed<SettingsAnswer> Settings { get; init; }

    public Observed<ClusterAnswer> Cluster { get; init; }

    public required Observed<IReadOnlyList<DeviceAnswer>> Devices { get; init; }

    public Observed<ResourcesAnswer> Resources { get; init; }

    public Observed<AssignableAnswer> Assignable { get; init; }

    public Observed<IReadOnlyList<PartitionableAnswer>> Partitionable { get; init; }

    public Observed<IReadOnlyList<DriverAnswer>> Drivers { get; init; }

    public Observed<UsesAnswer> Uses { get; init; }

    public Observed<IReadOnlyList<RemoteFxCardAnswer>> RemoteFx { get; init; }

    public Observed<LightGuestsAnswer> LightGuests { get; init; }

    public Observed<BootOptionsAnswer> BootOptions { get; init; }

    public Observed<IReadOnlyList<ShapeAnswer>> Shapes { get; init; }

    public required Observed<IReadOnlyList<VmAnswer>> Vms { get; init; }

    public Observed<IReadOnlyList<VmDevicesAnswer>> VmDevices { get; init; }

    public Observed<IReadOnlyList<VmPartsAnswer>> VmParts { get; init; }

    public Observed<IReadOnlyList<MmioBaseAnswer>> MmioBases { get; init; }
}
