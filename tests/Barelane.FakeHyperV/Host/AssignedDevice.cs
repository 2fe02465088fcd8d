namespace Barelane.FakeHyperV.Host;

/// <summary>A device in a VM's configuration (Msvm_PciExpressSettingData). It can outlive the device.</summary>
public sealed class AssignedDevice
{
    public required Guid Id { get; init; }

    /// <summary>Empty for one of a pool before the VM's start.</summary>
    public string InstanceId { get; set; } = "";

    public string LocationPath { get; set; } = "";

    public string Pool { get; init; } = "Primordial";
}
