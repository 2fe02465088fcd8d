using System.Text.Json;
using Barelane.Core.Inventory;

namespace Barelane.Rendering.Inventories;

/// <summary>VMs as JSON.</summary>
internal static class VmJson
{
    public static void Write(Utf8JsonWriter json, FleetInventory fleet, Vm vm)
    {
        json.WriteStartObject();
        json.WriteString("id", vm.Ref.Id);
        json.WriteString("name", vm.Name);
        json.WriteString("path", vm.Path);
        json.WriteString("host", vm.Host is { } host ? fleet.Host(host)?.Name ?? host.Id : null);
        json.WriteBoolean("template", vm.IsTemplate);
        json.WriteString("role", vm.Role);
        var facts = new FactWriter(json);
        facts.Word("power", vm.Power);
        facts.Text("firmware", vm.Firmware);
        facts.Flag("secureBoot", vm.SecureBoot);
        facts.Text("hardwareVersion", vm.HardwareVersion);
        facts.Number("memoryMiB", vm.MemoryMiB);
        facts.Number("cpus", vm.Cpus);
        facts.Number("reservationMiB", vm.ReservationMiB);
        facts.Flag("reservationLocked", vm.ReservationLocked);
        facts.Text("automationOverride", vm.AutomationOverride);
        facts.Text("restartPriority", vm.RestartPriority);
        facts.Flag("faultTolerance", vm.FaultTolerance);
        facts.Flag("nestedVirtualization", vm.NestedVirtualization);
        facts.Flag("vbs", vm.Vbs);
        facts.Flag("guestIommu", vm.GuestIommu);
        facts.Flag("vtpm", vm.Vtpm);
        facts.Flag("memoryHotAdd", vm.MemoryHotAdd);
        facts.Flag("cpuHotAdd", vm.CpuHotAdd);
        facts.Text("guestOs", vm.GuestOs);
        facts.Text("guestTools", vm.GuestTools);
        facts.Text("guestHostName", vm.GuestHostName);
        facts.Text("backupSign", vm.BackupSign);
        facts.Write("options", vm.Options, WriteOptions);
        facts.Write("attached", vm.Attached, WriteAttached);
        facts.Write("snapshots", vm.Snapshots, WriteSnapshots);
        facts.Finish();
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, IReadOnlyDictionary<string, string> options)
    {
        json.WriteStartObject();
        foreach (var (key, value) in options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteAttached(Utf8JsonWriter json, IReadOnlyList<AttachedDevice> attached)
    {
        json.WriteStartArray();
        foreach (var device in attached)
        {
            json.WriteStartObject();
            json.WriteString("key", device.Key);
            json.WriteString("way", device.Way.ToString().ToLowerInvariant());
            json.WriteString("backing", device.Backing);
            json.WriteString("address", device.Address?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSnapshots(Utf8JsonWriter json, IReadOnlyList<SnapshotInfo> snapshots)
    {
        json.WriteStartArray();
        foreach (var snapshot in snapshots)
        {
            json.WriteStartObject();
            json.WriteString("name", snapshot.Name);
            json.WriteString("takenAt", snapshot.TakenAt.UtcDateTime);
            json.WriteBoolean("withMemory", snapshot.WithMemory);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
