using System.Globalization;
using System.Text;
using Barelane.Twin.Schema;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>The canonical text of a site, for the check that apply and undo together change nothing.</summary>
internal static class SiteText
{
    private static readonly SoapWriter Writer = new(new ApiVersion(99, 0, 0, 0));

    public static string Of(TwinSite site)
    {
        var text = new StringBuilder();
        foreach (var compute in site.Computes.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            Add(text, $"cluster {compute.Name} drs={compute.DrsEnabled} ha={compute.HaEnabled}");
            AddObjects(text, "group", compute.Groups);
            AddObjects(text, "rule", compute.Rules.Select(r => r.Copy().Set("key", null).Set("ruleUuid", null)));
            AddObjects(text, "drs override", compute.DrsOverrides);
            AddObjects(text, "ha override", compute.HaOverrides);
        }

        foreach (var host in site.HostList.OrderBy(h => h.Name, StringComparer.Ordinal))
        {
            AddHost(text, host);
        }

        foreach (var vm in site.VmList.OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            AddVm(text, vm);
        }

        // A VM that is made again has another id; what refers to it is told by its name, as the VM itself is.
        foreach (var vm in site.VmList)
        {
            text.Replace($"type=\"VirtualMachine\">{vm.Ref.Id}<", $"type=\"VirtualMachine\">{vm.Name}<");
        }

        return text.ToString();
    }

    private static void AddHost(StringBuilder text, TwinHost host)
    {
        Add(text, $"host {host.Name} {host.ConnectionState} maintenance={host.InMaintenanceMode} graphics={host.DefaultGraphicsType}/{host.VgpuPolicy}");
        foreach (var device in host.Devices)
        {
            Add(text, $"  device {device.Address} passthru={device.PassthruEnabled}/{device.PassthruActive} label={device.HardwareLabel}"
                + $" sriov={device.SriovEnabled}/{device.SriovActive}/{device.RequestedFunctions}"
                + $" graphics={device.WishedGraphicsType}/{device.GraphicsType}/{device.VgpuMode}");
        }
    }

    private static void AddVm(StringBuilder text, TwinVm vm)
    {
        var c = vm.Config;
        Add(text, $"vm {vm.Name} {vm.PowerState} on={vm.Host.Name} pool={vm.Pool.Name} folder={vm.Parent?.Name} {c.HardwareVersion}"
            + $" firmware={c.Firmware} secureboot={c.SecureBoot} cpus={c.Cpus}/{c.CoresPerSocket} memory={c.MemoryMib} locked={c.MemoryReservationLocked}"
            + $" nested={c.NestedHv} hotadd={c.CpuHotAdd}/{c.MemoryHotAdd} viommu={c.VirtualIommu} vbs={c.VirtualizationBasedSecurity}"
            + $" hotplug={c.FixedPassthruHotPlug} template={c.IsTemplate} annotation={c.Annotation}");
        Add(text, $"  cpu {c.Cpu} memory {c.Memory}");
        foreach (var (key, value) in c.ExtraConfig.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Add(text, $"  extra {key}={value}");
        }

        AddObjects(text, "  device", c.Devices.Select(d => d.Copy().Set("key", null)
            .Set("backing", d.Child("backing")?.Copy().Set("assignedId", null))));
        AddObjects(text, "  group", c.DeviceGroups);
        foreach (var snapshot in vm.Snapshots)
        {
            Add(text, $"  snapshot {snapshot.Name} memory={snapshot.WithMemory} current={snapshot == vm.CurrentSnapshot}");
        }
    }

    private static void AddObjects(StringBuilder text, string kind, IEnumerable<VimObject> objects)
    {
        foreach (var line in objects
            .Select(o => Writer.Fragment(new VimTyped(o, o.Type, IsArray: false, IsReference: false)))
            .Order(StringComparer.Ordinal))
        {
            Add(text, $"{kind} {line}");
        }
    }

    private static void Add(StringBuilder text, string line) =>
        text.Append(CultureInfo.InvariantCulture, $"{line}\n");
}
