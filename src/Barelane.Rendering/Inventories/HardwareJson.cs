using System.Text.Json;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Rendering.Inventories;

/// <summary>What a host that is read down to its hardware tells beside the rest: isolation, addresses, BARs, links, who uses what.</summary>
internal static class HardwareJson
{
    public static void Write(FactWriter facts, Host host)
    {
        facts.Flag("iommuInFirmware", host.IommuInFirmware);
        facts.Flag("interruptRemapping", host.InterruptRemapping);
        facts.Flag("unsafeInterruptsAllowed", host.UnsafeInterruptsAllowed);
        facts.Flag("isolationOverridden", host.IsolationOverridden);
        facts.Number("addressBits", host.AddressBits);
        facts.Number("iommuAddressBits", host.IommuAddressBits);
        facts.Flag("hardwareVirtualization", host.HardwareVirtualization);
        facts.Flag("secureBoot", host.SecureBoot);
        facts.Text("lockdown", host.Lockdown);
        facts.Text("kernelVersion", host.KernelVersion.Map(v => v.ToString()));
        facts.Text("emulatorVersion", host.EmulatorVersion.Map(v => v.ToString()));
        facts.Write("slices", host.Slices, static (json, slices) =>
        {
            json.WriteStartArray();
            foreach (var slice in slices)
            {
                json.WriteStartObject();
                json.WriteString("id", slice.Id);
                json.WriteString("parent", slice.Parent);
                json.WriteString("profile", slice.Profile);
                json.WriteBoolean("exists", slice.Exists);
                json.WriteString("definition", slice.Definition);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        facts.Write("lightGuests", host.LightGuests, static (json, guests) =>
        {
            json.WriteStartArray();
            foreach (var guest in guests)
            {
                json.WriteStartObject();
                json.WriteString("name", guest.Name);
                json.WriteBoolean("on", guest.IsOn);
                json.WriteBoolean("gpu", guest.HasGpu);
                json.WriteStartArray("hindrances");
                foreach (var hindrance in guest.Hindrances)
                {
                    json.WriteStringValue(hindrance);
                }

                json.WriteEndArray();
                if (guest.Notes.Count > 0)
                {
                    json.WriteStartArray("notes");
                    foreach (var note in guest.Notes)
                    {
                        json.WriteStringValue(note);
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        WriteSettings(facts, host.Settings);
    }

    public static void Write(FactWriter facts, Device device)
    {
        facts.Text("hostUse", device.HostUse);
        facts.Write("users", device.Users, WriteTexts);
        facts.Write("resetMethods", device.ResetMethods, WriteTexts);
        facts.Write("link", device.Link, static (json, link) =>
        {
            json.WriteStartObject();
            json.WriteNumber("gigatransfers", link.Speed);
            json.WriteNumber("maxGigatransfers", link.MaxSpeed);
            json.WriteNumber("lanes", link.Width);
            json.WriteNumber("maxLanes", link.MaxWidth);
            json.WriteEndObject();
        });
        facts.Write("bars", device.Bars, static (json, bars) =>
        {
            json.WriteStartArray();
            foreach (var bar in bars)
            {
                json.WriteStartObject();
                json.WriteNumber("index", bar.Index);
                json.WriteNumber("bytes", bar.Bytes);
                json.WriteString("start", $"0x{bar.Start:x}");
                json.WriteBoolean("64bit", bar.Is64Bit);
                json.WriteBoolean("prefetchable", bar.IsPrefetchable);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        facts.Number("resizableToMiB", device.ResizableToMiB);
        facts.Flag("reservedByFirmware", device.ReservedByFirmware);
        facts.Write("virtualFunctions", device.VirtualFunctions, static (json, functions) =>
        {
            json.WriteStartObject();
            json.WriteNumber("enabled", functions.Enabled);
            json.WriteNumber("total", functions.Total);
            json.WriteEndObject();
        });
        facts.Write("physicalFunction", device.PhysicalFunction, static (json, address) => json.WriteStringValue(address.ToString()));
        WriteSettings(facts, device.Settings);
    }

    private static void WriteSettings(FactWriter facts, IReadOnlyDictionary<string, Observed<string>> settings)
    {
        foreach (var (name, value) in settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            facts.Text("setting:" + name, value);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
