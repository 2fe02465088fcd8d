using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A host's passthrough settings.</summary>
internal sealed class PassthruRow
{
    public static readonly PropertySet<PassthruRow> Properties = new PropertySet<PassthruRow>("HostSystem", _ => new PassthruRow())
        .Add("configManager.pciPassthruSystem", (row, reader) => row.System = reader.ReadRef())
        .Add("capability.deviceRebindWithoutRebootSupported", (row, reader) => row.RebindsWithoutReboot = reader.ReadBoolean())
        .Add("config.pciPassthruInfo", (row, reader) => row.Devices = reader.ReadList(ReadDevice));

    public ManagedObjectRef? System { get; private set; }

    public bool RebindsWithoutReboot { get; private set; }

    public IReadOnlyList<PassthruDevice> Devices { get; private set; } = [];

    public PassthruDevice? Find(PciAddress address) => Devices.FirstOrDefault(d => PciAddress.TryParse(d.Id, out var own) && own == address);

    private static PassthruDevice ReadDevice(VimReader reader)
    {
        string id = "", dependent = "";
        var enabled = false;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "id":
                    id = reader.ReadString();
                    break;
                case "dependentDevice":
                    dependent = reader.ReadString();
                    break;
                case "passthruEnabled":
                    enabled = reader.ReadBoolean();
                    break;
            }
        }

        return new PassthruDevice(id, dependent, enabled);
    }
}
