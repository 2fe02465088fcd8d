using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>A PCI device whose address is known.</summary>
/// <param name="Answer">What Windows tells of it.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Address">Its address.</param>
/// <param name="Path">Its location path; null where Windows tells none that is understood.</param>
/// <param name="Id">Its ids.</param>
internal sealed record PlacedDevice(DeviceAnswer Answer, DeviceProperties Properties, PciAddress Address, LocationPath? Path, PciId Id)
{
    /// <summary>Whether it is dismounted from the host.</summary>
    public bool IsDismounted => InstanceId.IsDismounted(Answer.Id);
}
