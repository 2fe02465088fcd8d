using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostPciPassthruInfo, or the base part of a HostSriovInfo, as which GPUs with SR-IOV arrive.</summary>
internal readonly record struct PassthruRow(PciAddress? Address, PciAddress? DependsOn, bool Enabled, bool Capable, bool Active, string? Label)
{
    public static PassthruRow Read(VimReader reader)
    {
        PciAddress? address = null, dependent = null;
        bool enabled = false, capable = false, active = false;
        string? label = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "id":
                    address = PciRow.ReadAddress(reader);
                    break;
                case "dependentDevice":
                    dependent = PciRow.ReadAddress(reader);
                    break;
                case "passthruEnabled":
                    enabled = reader.ReadBoolean();
                    break;
                case "passthruCapable":
                    capable = reader.ReadBoolean();
                    break;
                case "passthruActive":
                    active = reader.ReadBoolean();
                    break;
                case "hardwareLabel":
                    label = reader.ReadPooled();
                    break;
            }
        }

        return new PassthruRow(address, dependent, enabled, capable, active, string.IsNullOrEmpty(label) ? null : label);
    }
}
