using System.Globalization;
using Barelane.Twin.Checks;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>The deviceChange entries of a VirtualMachineConfigSpec (§2.1).</summary>
internal static class VmDeviceChanges
{
    public static TwinVmConfig Apply(TwinVm vm, TwinVmConfig config, VimObject spec)
    {
        var strict = vm.Site.Switches.StrictChecks;
        var changes = spec.Items<VimObject>("deviceChange").ToList();
        var groups = VmDeviceGroups.Of(config, spec);
        for (var i = 0; i < changes.Count; i++)
        {
            config = Change(vm, config, groups, changes[i], i, strict);
        }

        config = groups.Keep(config);

        if (strict && config.NestedHv && config.Passthrough.Any(d => d is DirectDevice or DynamicDevice))
        {
            var isAdded = changes.Exists(c => c.Text("operation") == "add" && IsPci(c.Child("device")!));
            throw VimFaults.Of(
                "GenericVmConfigFault", isAdded ? IncompatibleFeatures.DeviceWithNested : IncompatibleFeatures.NestedWithDevice);
        }

        return config;
    }

    private static bool IsPci(VimObject device) => device.Type == "VirtualPCIPassthrough";

    private static TwinVmConfig Change(
        TwinVm vm, TwinVmConfig config, VmDeviceGroups groups, VimObject change, int index, bool strict)
    {
        var device = change.Child("device")!;
        switch (change.Text("operation"))
        {
            case "add":
                return Add(vm, config, groups.Tie(device, message => Invalid("device.deviceGroupInfo", index, message)), index, strict);
            case "remove":
                var removed = Known(config, device, index);
                RefuseHotPlug(vm, removed, "remove", strict);
                return VmHardware.Remove(config, removed);
            case "edit":
                var edited = Known(config, device, index);
                RefuseHotPlug(vm, edited, "edit", strict);
                var merged = edited.Copy();
                foreach (var (name, value) in device)
                {
                    merged.Set(name, value);
                }

                return config with { Devices = config.Devices.Replace(edited, merged) };
            default:
                throw Invalid("operation", index, "A device change needs an operation.");
        }
    }

    private static TwinVmConfig Add(TwinVm vm, TwinVmConfig config, VimObject device, int index, bool strict)
    {
        if (!IsPci(device))
        {
            return VmHardware.AddOther(config, device);
        }

        if (device.Child("backing") is not { } backing || PassthroughDevice.Of(device) is not { } wanted)
        {
            throw Invalid("device.backing", index, "A PCI device needs a backing of a known type.");
        }

        if (strict)
        {
            CheckKey(config, device, index);
            CheckBacking(vm, config, wanted, backing, index);
            RefuseHotPlug(vm, device, "add", strict);
        }

        return VmHardware.AddPassthrough(config, device);
    }

    private static void CheckKey(TwinVmConfig config, VimObject device, int index)
    {
        if (device.Number("key") is >= 0 and var key && config.Devices.Any(d => d.Number("key") == key))
        {
            throw Invalid("device.key", index, $"The key '{key}' belongs to a device that is there already; an added device takes a negative key.");
        }
    }

    private static void CheckBacking(TwinVm vm, TwinVmConfig config, PassthroughDevice wanted, VimObject backing, int index)
    {
        var needed = HardwareVersions.NeededFor(backing.Type);
        if (config.VersionNumber < needed)
        {
            throw new VimFaultException(
                new VimObject("DeviceUnsupportedForVmVersion").Set("property", Property("device.backing", index))
                    .Set("deviceIndex", index).Set("currentVersion", config.HardwareVersion)
                    .Set("expectedVersion", HardwareVersions.Name(needed)),
                $"The device is not supported by hardware version '{config.HardwareVersion}'; it needs '{HardwareVersions.Name(needed)}'.");
        }

        var alike = config.Passthrough.Count(d => wanted is VgpuDevice == d is VgpuDevice);
        var most = wanted is VgpuDevice
            ? HardwareVersions.MaxVgpus(config.VersionNumber) : HardwareVersions.MaxPciDevices(config.VersionNumber);
        if (alike >= most)
        {
            throw new VimFaultException(
                new VimObject("TooManyDevices").Set("property", Property("device", index)),
                $"The virtual machine has {alike} devices of this kind; hardware version '{config.HardwareVersion}' allows {most}.");
        }

        // A wrong deviceId or systemId is accepted here and found out at power-on (§0); an address that is no device is not.
        if (wanted is DirectDevice direct && vm.Host.Device(direct.Address) is null)
        {
            throw Invalid("device.backing.id", index, $"The host '{vm.Host.Name}' has no PCI device '{direct.Address}'.");
        }
    }

    /// <summary>
    /// A PCI device can't come or go while the VM runs; the messages are those recorded of 8.0.3, and the line that the
    /// failed attempt leaves in the .vmx is left too (§5 #25).
    /// </summary>
    private static void RefuseHotPlug(TwinVm vm, VimObject device, string operation, bool strict)
    {
        if (!strict || !vm.IsPoweredOn || !IsPci(device))
        {
            return;
        }

        var index = operation == "add"
            ? Enumerable.Range(0, 512).First(i => vm.Config.Devices.All(d => d.Number("key") != 13000 + i))
            : (int)(device.Number("key") ?? 13000) - 13000;
        var name = string.Create(CultureInfo.InvariantCulture, $"pciPassthru{index}");
        if (operation != "add")
        {
            throw VimFaults.Keyed(
                "GenericVmConfigFault", "The hot-plug operation failed.",
                ("msg.devices.hotplug.failed", "The hot-plug operation failed."),
                ("msg.devices.hotremove.failed", $"Hot-remove of {name} failed."));
        }

        vm.Config = vm.Config with { ExtraConfig = vm.Config.ExtraConfig.Add(new(name + ".present", "FALSE")) };
        throw VimFaults.Keyed(
            "GenericVmConfigFault", "The hot-plug operation failed.",
            ("msg.devices.hotplug.failed", "The hot-plug operation failed."),
            ("msg.devices.hotadd.failed", $"Hot-add of {name} failed."),
            ("msg.migrate.save.error", "An error occurred while saving the state of the virtual machine."),
            ("msg.pciPassthru.noSuspend.postedInterrupts", $"Device '{name}' can't be suspended."),
            ("msg.pciPassthru.noMigration", VmService.NoMigration));
    }

    private static VimObject Known(TwinVmConfig config, VimObject device, int index)
    {
        var key = device.Number("key");
        return config.Devices.FirstOrDefault(d => d.Number("key") == key)
            ?? throw Invalid("device.key", index, $"The virtual machine has no device with the key '{key}'.");
    }

    private static VimFaultException Invalid(string property, int index, string message) => new(
        new VimObject("InvalidDeviceSpec").Set("property", Property(property, index)).Set("deviceIndex", index),
        $"Invalid configuration for device '{index}'. {message}");

    private static string Property(string property, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"virtualDeviceSpec[{index}].{property}");
}
