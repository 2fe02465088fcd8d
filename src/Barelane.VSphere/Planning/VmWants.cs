using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Sizing;

namespace Barelane.VSphere.Planning;

/// <summary>Wants about the VM's configuration beside the device itself: what makes it power on with the device.</summary>
internal static class VmWants
{
    private const int LargestWindowGiB = 1 << 20;

    public static void Add(Proposing p, WayVariant variant, MmioSizing window, int hardwareVersion, bool hasCards)
    {
        AddHardwareVersion(p, hardwareVersion);
        AddFirmware(p, window);
        AddMemory(p);
        p.WantOfVm(Field.NestedVirtualization, "false", "a VM with a passed-through device can't have nested virtualisation (KB 437651)", (string?)null);
        if (variant != WayVariant.Slice)
        {
            p.WantOfVm(Field.GuestIommu, "false", "with a virtual IOMMU the device is not registered: 'Failed to register the device pciPassthru0'", (string?)null);
        }

        AddWindow(p, window, hasCards);
        AddObsolete(p);
    }

    /// <summary>What memory the VM has or will have, in MiB; null where it is not known.</summary>
    public static long? MemoryOf(Proposing p) => p.Vm is { } vm ? vm.MemoryMiB.Map(m => (long?)m).Or(null) : p.Assignment.Create?.MemoryMiB;

    /// <summary>
    /// Whether nothing hints at a guest that was installed for the firmware the VM has. A guest without VMware Tools can't be seen in a VM
    /// that is off, which is why the change needs its consent all the same.
    /// </summary>
    public static bool ShowsNoGuest(Vm vm) =>
        vm.Power.Or(PowerState.On) == PowerState.Off
        && vm.GuestTools.IsKnown && vm.GuestTools.Or("notInstalled") == "notInstalled"
        && !vm.GuestHostName.HasValue && !vm.BackupSign.HasValue
        && vm.Snapshots.Or([]).Count == 0;

    private static void AddHardwareVersion(Proposing p, int needed)
    {
        if (p.Vm is null)
        {
            // A template keeps its own version unless that is too old, which only its clone can show; a new VM gets the host's newest.
            return;
        }

        if (HardwareVersion.Of(p.Vm) is { } present)
        {
            var value = present >= needed ? p.Vm.HardwareVersion.Value : HardwareVersion.Name(needed);
            p.WantOfVm(Field.HardwareVersion, value, $"the device needs virtual hardware {HardwareVersion.Name(needed)} or later");
        }
    }

    private static void AddFirmware(Proposing p, MmioSizing window)
    {
        const string Reason = "a 64-bit MMIO window needs EFI firmware (KB 323402)";
        if (p.Vm is not { } vm)
        {
            if (Creation.TemplateOf(p)?.Firmware.Or("efi") != "bios")
            {
                p.WantOfVm(Field.Firmware, "efi", Reason);
            }

            return;
        }

        if (window.IsNeeded && (vm.Firmware.Or("") == "efi" || ShowsNoGuest(vm) || p.Assignment.Consent.Contains(ConsentNames.FirmwareChange)))
        {
            p.WantOfVm(Field.Firmware, "efi", Reason);
        }
    }

    private static void AddMemory(Proposing p)
    {
        p.WantOfVm(Field.ReservationLocked, "true", "the device writes to the VM's memory directly, so all of it has to be reserved; the interface does not do it by itself (KB 309986)");
        if (MemoryOf(p) is { } memory)
        {
            p.WantOfVm(Field.ReservationMiB, memory.ToString(CultureInfo.InvariantCulture), "reservation equals configured memory, or power-on fails with 'Invalid memory setting'");
        }

        if (p.Vm is { MemoryHotAdd.IsKnown: true })
        {
            p.WantOfVm(VSphereFields.MemoryHotAdd, "false", "memory that is reserved as a whole can't be added to while the VM runs", (string?)null);
        }
    }

    private static void AddWindow(Proposing p, MmioSizing window, bool hasCards)
    {
        if (!window.IsNeeded || window.GiB <= 0)
        {
            return;
        }

        var larger = new List<string?>();
        if (p.Assignment.MmioGiB is null && MmioWindow.IsPowerOfTwo(window.GiB))
        {
            for (var size = window.GiB * 2L; size <= LargestWindowGiB; size *= 2)
            {
                larger.Add(size.ToString(CultureInfo.InvariantCulture));
            }
        }

        // A host does not tell the size of a card that it has given away: the window it was given with is not enlarged for that.
        if (window.Derivation == MmioDerivation.TakenLarge && hasCards
            && FieldReader.Read(p.Fleet, p.Question.VmRef, Field.Option(VSphereOptions.MmioSizeGb)).TryGet(out var present)
            && long.TryParse(present, NumberStyles.None, CultureInfo.InvariantCulture, out var gib) && MmioWindow.IsPowerOfTwo(gib))
        {
            larger.Add(present);
        }

        p.WantOfVm(Field.Option(VSphereOptions.Use64BitMmio), "TRUE", "the device's memory is mapped above 4 GiB", "true", "True");
        p.WantOfVm(Field.Option(VSphereOptions.MmioSizeGb), window.GiB.ToString(CultureInfo.InvariantCulture), $"a window of {window.GiB} GiB holds the cards' memory: {window.Evidence.TrimEnd('.')}", larger);
    }

    /// <summary>A workaround for ESXi 5.x (NVIDIA a_id 4135) that an upgraded VM still carries.</summary>
    private static void AddObsolete(Proposing p)
    {
        if (p.Vm is null || !p.Vm.Options.TryGet(out var options) || !IsEsxi6OrLater(p.Host.Product))
        {
            return;
        }

        foreach (var key in options.Where(o => VSphereOptions.IsMsi(o.Key) && o.Value.Length > 0).Select(o => o.Key).Order(StringComparer.Ordinal))
        {
            p.WantOfVm(Field.Option(key), null, "a workaround for ESXi 5.x that later versions do not need (NVIDIA a_id 4135)");
        }
    }

    /// <summary>True only where the host's version was read, e.g. <c>VMware ESXi 8.0.3 build-24280767</c>.</summary>
    private static bool IsEsxi6OrLater(Observed<string> product)
    {
        foreach (var word in product.Or("").Split(' '))
        {
            if (Version.TryParse(word, out var version))
            {
                return version.Major >= 6;
            }
        }

        return false;
    }
}
