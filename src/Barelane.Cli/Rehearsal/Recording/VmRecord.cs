using Barelane.Core.Inventory;
using Barelane.Twin.Recording;
using Barelane.VSphere.Planning;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>Records a VM. What runs in its guest is not known and not asked.</summary>
internal static class VmRecord
{
    public static RecordedVm Of(Vm vm, Host host, Places places, RecordingNotes notes)
    {
        var usual = new RecordedVm();
        var name = vm.Name;
        var snapshots = notes.Take(name, "its snapshots", vm.Snapshots, []);
        var power = notes.Take(name, "whether it runs", vm.Power, PowerState.Off);
        if (vm.Storage.Count > 1)
        {
            notes.Note(name, $"which of its {vm.Storage.Count} datastores holds what", $"everything on '{vm.Storage[0]}'", "Barelane never reads it.");
        }

        return new RecordedVm
        {
            Name = name,
            InstanceUuid = vm.Ref.Id,
            Host = host.Name,
            Folder = Places.FolderIn(vm.Path),
            Datastore = vm.Storage.Count > 0 ? vm.Storage[0] : null,
            PowerState = power switch { PowerState.On => "poweredOn", PowerState.Suspended => "suspended", _ => "poweredOff" },
            IsTemplate = vm.IsTemplate,
            HardwareVersion = notes.Take(name, "its hardware version", vm.HardwareVersion, usual.HardwareVersion),
            Firmware = notes.Take(name, "its firmware", vm.Firmware, usual.Firmware),
            SecureBoot = notes.Take(name, "whether Secure Boot is on", vm.SecureBoot, false),
            Cpus = notes.Take(name, "its processors", vm.Cpus, usual.Cpus),
            MemoryMib = (int)notes.Take(name, "its memory in MiB", vm.MemoryMiB, usual.MemoryMib),
            MemoryReservationMib = notes.Take(name, "its reserved memory in MiB", vm.ReservationMiB, 0),
            MemoryReservationLocked = notes.Take(name, "whether its reservation follows its memory", vm.ReservationLocked, false),
            MemoryLimitMib = vm.MemoryLimitMiB.HasValue ? vm.MemoryLimitMiB.Value : null,
            NestedHv = notes.Take(name, "whether nested virtualisation is on", vm.NestedVirtualization, false),
            CpuHotAdd = notes.Take(name, "whether processors can be added while it runs", vm.CpuHotAdd, false),
            MemoryHotAdd = notes.Take(name, "whether memory can be added while it runs", vm.MemoryHotAdd, false),
            VirtualIommu = notes.Take(name, "whether it has a virtual IOMMU", vm.GuestIommu, false),
            VirtualizationBasedSecurity = notes.Take(name, "whether virtualisation-based security is on", vm.Vbs, false),
            VirtualTpm = notes.Take(name, "whether it has a virtual TPM", vm.Vtpm, false),
            FaultTolerance = notes.Take(name, "whether Fault Tolerance is on", vm.FaultTolerance, false),
            DrsBehavior = vm.AutomationOverride.HasValue ? vm.AutomationOverride.Value : null,
            HaRestartPriority = vm.RestartPriority.HasValue ? vm.RestartPriority.Value : null,
            ExtraConfig = OptionsOf(vm, notes),
            Assignments = [.. notes.Take(name, "the devices it has", vm.Attached, []).Select(a => Assignment(a, vm, host, places, notes)).OfType<RecordedAssignment>()],
            Networks = [.. vm.Networks],
            Snapshots = [.. snapshots.Select(s => s.Name)],
            MemorySnapshots = [.. snapshots.Where(s => s.WithMemory).Select(s => s.Name)],
            ChangeTracking = vm.BackupSign.HasValue,
            Guest = Guest(vm, power),
        };
    }

    /// <summary>The keys that Barelane reads; whatever else an adapter may have read stays out.</summary>
    private static Dictionary<string, string> OptionsOf(Vm vm, RecordingNotes notes) =>
        notes.Take(vm.Name, "its advanced options", vm.Options, new Dictionary<string, string>())
            .Where(o => VSphereOptions.Canonical(o.Key) is not null)
            .OrderBy(o => o.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);

    private static RecordedAssignment? Assignment(AttachedDevice attached, Vm vm, Host host, Places places, RecordingNotes notes)
    {
        switch (Backing.Parse(attached.Backing))
        {
            case FixedBacking backing:
                return Fixed(backing, host, places);
            case DynamicBacking backing:
                return new RecordedAssignment
                {
                    AllowedDevices = [.. backing.AllowedIds().Select(id => id.ToString()).Distinct(StringComparer.Ordinal)],
                    Label = backing.Label,
                };
            case ProfileBacking backing:
                return new RecordedAssignment { Profile = backing.Profile };
            default:
                notes.Note(vm.Name, $"its device '{attached.Backing}'", "it has none such", "The twin does not have devices of this kind.");
                return null;
        }
    }

    private static RecordedAssignment Fixed(FixedBacking backing, Host host, Places places)
    {
        const string ForeignSystem = "system:";
        var device = host.DeviceAt(backing.Address);
        var isOwn = string.Equals(backing.Host, host.Ref.Id, StringComparison.Ordinal);
        var other = new ObjectRef(ObjectKind.Host, host.Ref.Site, backing.Host);
        return new RecordedAssignment
        {
            Address = backing.Address.ToString(),
            DeviceId = device?.Id.Device == backing.Id.Device ? null : backing.Id.Device.ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            VendorId = device?.Id.Vendor == backing.Id.Vendor ? null : unchecked((short)backing.Id.Vendor),
            SystemId = isOwn ? null
                : backing.Host.StartsWith(ForeignSystem, StringComparison.Ordinal) ? backing.Host[ForeignSystem.Length..]
                : places.Has(other) ? places.Host(other).PassthroughSystemId.Or(backing.Host)
                : backing.Host,
        };
    }

    private static RecordedGuest Guest(Vm vm, PowerState power)
    {
        var system = vm.GuestOs.Or(new RecordedGuest().Id);
        var tools = vm.GuestTools.Or("running");
        return new RecordedGuest
        {
            Id = system,
            FullName = system,
            HasTools = tools != "notInstalled",
            ToolsRun = power != PowerState.On || tools == "running",
            User = null,
            Password = null,
            IpAddress = vm.Role == "management" ? SiteRecorder.ManagementAddress : null,
        };
    }
}
