using System.Text.Json;
using Barelane.Core.Inventory;

namespace Barelane.Rendering.Inventories;

/// <summary>Hosts and their devices as JSON.</summary>
internal static class HostJson
{
    public static void Write(Utf8JsonWriter json, FleetInventory fleet, Host host)
    {
        json.WriteStartObject();
        json.WriteString("id", host.Ref.Id);
        json.WriteString("name", host.Name);
        json.WriteString("cluster", fleet.ClusterOf(host)?.Name);
        var facts = new FactWriter(json);
        facts.Text("product", host.Product);
        facts.Text("serverVendor", host.ServerVendor);
        facts.Text("serverModel", host.ServerModel);
        facts.Text("firmwareVersion", host.FirmwareVersion);
        facts.Text("cpuVendor", host.CpuVendor);
        facts.Number("memoryMiB", host.MemoryMiB);
        facts.Number("freeMemoryMiB", host.FreeMemoryMiB);
        facts.Word("connection", host.Connection);
        facts.Flag("maintenance", host.Maintenance);
        facts.Flag("rebootPending", host.RebootPending);
        facts.Write("bootTime", host.BootTime, static (j, t) => j.WriteStringValue(t.UtcDateTime));
        facts.Flag("iommu", host.Iommu);
        facts.Flag("above4G", host.Above4G);
        facts.Flag("rebindWithoutReboot", host.RebindWithoutReboot);
        facts.Flag("rebootSupported", host.RebootSupported);
        facts.Flag("assignableHardware", host.AssignableHardware);
        facts.Flag("deviceLabels", host.DeviceLabels);
        facts.Text("defaultGraphicsType", host.DefaultGraphicsType);
        facts.Flag("bootsFromUsb", host.BootsFromUsb);
        facts.Write("profiles", host.Profiles, WriteProfiles);
        HardwareJson.Write(facts, host);
        facts.Finish();
        json.WriteStartArray("devices");
        foreach (var device in host.Devices)
        {
            WriteDevice(json, fleet, device);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDevice(Utf8JsonWriter json, FleetInventory fleet, Device device)
    {
        json.WriteStartObject();
        json.WriteString("address", device.Address.ToString());
        json.WriteString("id", device.Id.ToString());
        json.WriteString("class", device.Class.ToString());
        json.WriteString("vendor", device.VendorName);
        json.WriteString("name", device.Name);
        json.WriteBoolean("gpu", device.IsGpu);
        var facts = new FactWriter(json);
        facts.Text("serial", device.Serial);
        facts.Word("state", device.State);
        facts.Flag("passthroughWanted", device.PassthroughWanted);
        facts.Write("dependsOn", device.DependsOn, static (j, a) => j.WriteStringValue(a.ToString()));
        facts.Write("parentBridge", device.ParentBridge, static (j, a) => j.WriteStringValue(a.ToString()));
        facts.Text("label", device.Label);
        facts.Number("memoryMiB", device.MemoryMiB);
        facts.Number("barMiB", device.BarMiB);
        facts.Text("isolationGroup", device.IsolationGroup);
        facts.Number("numaNode", device.NumaNode);
        facts.Text("driver", device.Driver);
        facts.Flag("hostConsole", device.IsHostConsole);
        facts.Flag("carriesHostBoot", device.CarriesHostBoot);
        facts.Text("graphicsType", device.GraphicsType);
        facts.Write("profiles", device.Profiles, WriteProfiles);
        HardwareJson.Write(facts, device);
        facts.Finish();
        json.WriteStartArray("heldBy");
        foreach (var vm in device.HeldBy)
        {
            json.WriteStringValue(fleet.NameOf(vm));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProfiles(Utf8JsonWriter json, IReadOnlyList<SliceProfile> profiles)
    {
        json.WriteStartArray();
        foreach (var profile in profiles)
        {
            json.WriteStartObject();
            json.WriteString("name", profile.Name);
            if (profile.Title.Length > 0)
            {
                json.WriteString("title", profile.Title);
            }

            var facts = new FactWriter(json);
            facts.Number("memoryMiB", profile.MemoryMiB);
            facts.Number("free", profile.Free);
            facts.Flag("migrationSupported", profile.MigrationSupported);
            facts.Flag("suspendSupported", profile.SuspendSupported);
            facts.Finish();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
