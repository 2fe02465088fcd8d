using Barelane.Core.Inventory;
using Barelane.VSphere.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A host's passthrough settings.</summary>
internal sealed class PassthruRow
{
    private static readonly PropertySet<PassthruRow> Old = NewSet();
    private static readonly PropertySet<PassthruRow> Current = NewSet()
        .Add(HostProperties.CanRebind, (row, reader) => row.RebindsWithoutReboot = reader.ReadBoolean());

    /// <summary>The properties that a server of this version can be asked for: a path it does not know spoils the whole question.</summary>
    public static PropertySet<PassthruRow> For(string apiVersion) => new ServerPaths(apiVersion).Offers(HostProperties.CanRebind, "7.0") ? Current : Old;

    public ManagedObjectRef? System { get; private set; }

    public bool RebindsWithoutReboot { get; private set; }

    public IReadOnlyList<PassthruDevice> Devices { get; private set; } = [];

    public PassthruDevice? Find(PciAddress address) => Devices.FirstOrDefault(d => PciAddress.TryParse(d.Id, out var own) && own == address);

    private static PropertySet<PassthruRow> NewSet() => new PropertySet<PassthruRow>("HostSystem", _ => new PassthruRow())
        .Add("configManager.pciPassthruSystem", (row, reader) => row.System = reader.ReadRef())
        .Add("config.pciPassthruInfo", (row, reader) => row.Devices = reader.ReadList(ReadDevice));

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
