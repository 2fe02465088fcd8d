using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>EnvironmentBrowser: the limits of a hardware version, to be read rather than known (§1.7, §2.6).</summary>
internal static class ConfigOptionService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["QueryConfigOptionDescriptor"] = Descriptors;
        table["QueryConfigOption"] = call => Option(call, call.Args.Text("key"), call.Args.Ref("host"));
        table["QueryConfigOptionEx"] = call => Option(call, call.Args.Child("spec")?.Text("key"), call.Args.Child("spec")?.Ref("host"));
    }

    private static VimArray Descriptors(Call call)
    {
        var compute = (TwinCompute)call.Target.Parent!;
        return VimArray.Of(HardwareVersions.SupportedBy(call.Site.Api).Select(version =>
            new VimObject("VirtualMachineConfigOptionDescriptor").Set("key", HardwareVersions.Name(version))
                .Set("description", HardwareVersions.Name(version)).Set("host", VimArray.OrNull(compute.Hosts.Select(h => h.Ref)))
                .Set("createSupported", true).Set("defaultConfigOption", version == HardwareVersions.NewestFor(call.Site.Api))
                .Set("runSupported", true).Set("upgradeSupported", true)));
    }

    private static VimObject Option(Call call, string? key, MoRef? hostReference)
    {
        var compute = (TwinCompute)call.Target.Parent!;
        var host = hostReference is { } given ? call.Site.Get<TwinHost>(given) : compute.Hosts[0];
        var version = key is null
            ? HardwareVersions.NewestFor(host.Api)
            : HardwareVersions.SupportedBy(host.Api).FirstOrDefault(v => HardwareVersions.Name(v) == key);
        return version == 0
            ? throw VimFaults.InvalidArgument("key", $"The host '{host.Name}' does not support hardware version '{key}'.")
            : new VimObject("VirtualMachineConfigOption")
                .Set("version", HardwareVersions.Name(version)).Set("description", HardwareVersions.Name(version))
                .Set("guestOSDefaultIndex", 0).Set("hardwareOptions", Hardware(version))
                .Set("supportedMonitorType", VimArray.Of(["release"]));
    }

    private static VimObject Hardware(int version)
    {
        List<VimObject> options =
        [
            new VimObject("VirtualPCIControllerOption").Set("type", "VirtualPCIController").Set("plugAndPlay", false)
                .Set("numPCIPassthroughDevices", Range(HardwareVersions.MaxPciDevices(version))),
            Passthrough("VirtualPCIPassthroughDeviceBackingOption", "VirtualPCIPassthroughDeviceBackingInfo"),
        ];
        if (version >= HardwareVersions.NeededFor("VirtualPCIPassthroughDynamicBackingInfo"))
        {
            options.Add(Passthrough("VirtualPCIPassthroughDynamicBackingOption", "VirtualPCIPassthroughDynamicBackingInfo"));
        }

        if (HardwareVersions.MaxVgpus(version) is > 0 and var vgpus)
        {
            options.Add(new VimObject("VirtualPCIPassthroughOption").Set("type", "VirtualPCIPassthrough")
                .Set("backingOption", VimArray.Of([new VimObject("VirtualPCIPassthroughVmiopBackingOption")
                    .Set("type", "VirtualPCIPassthroughVmiopBackingInfo")
                    .Set("vgpu", new VimObject("StringOption").Set("defaultValue", string.Empty))
                    .Set("maxInstances", vgpus)]))
                .Set("plugAndPlay", false).Set("hotRemoveSupported", true));
        }

        return new VimObject("VirtualHardwareOption").Set("hwVersion", version)
            .Set("virtualDeviceOption", VimArray.Of(options)).Set("deviceListReadonly", false);
    }

    private static VimObject Passthrough(string option, string backing) => new VimObject("VirtualPCIPassthroughOption")
        .Set("type", "VirtualPCIPassthrough")
        .Set("backingOption", VimArray.Of([new VimObject(option).Set("type", backing)]))
        .Set("controllerType", "VirtualPCIController").Set("plugAndPlay", false).Set("hotRemoveSupported", true);

    private static VimObject Range(int most) =>
        new VimObject("IntOption").Set("min", 0).Set("max", most).Set("defaultValue", 0);
}
