using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>Wants of the shared way: mediated devices, vGPU types on virtual functions, or plain virtual functions; each cut first and then given.</summary>
internal static class SliceWants
{
    private const string Given = "the VM gets the slice";

    /// <summary>Adds the wants; gives the backings.</summary>
    public static IReadOnlyList<string> Add(Proposing p, GuestPlaces places, List<(PciAddress? Guest, Device Function)> loads)
    {
        var profile = p.Assignment.Gpu.Profile ?? "";
        var parents = Parents(p, profile);
        if (parents.Count > 0)
        {
            AddMediated(p, places, profile, parents);
        }
        else if (FutureFunctions.AreMediated(p.Host) && FutureFunctions.Add(p, profile, p.Assignment.Gpu.Count) is { Count: > 0 } future)
        {
            AddMediated(p, places, profile, [.. future.Select(f => (f.ToString(), 1))]);
        }
        else
        {
            AddFunctions(p, places, profile, loads);
        }

        return [.. Enumerable.Repeat(KvmBackings.Profile(profile), p.Assignment.Gpu.Count)];
    }

    /// <summary>Whether the slice is a mediated device: its driver isolates it, with or without an IOMMU.</summary>
    public static bool IsMediated(Proposing p) => Parents(p, p.Assignment.Gpu.Profile ?? "").Count > 0;

    /// <summary>The parents that serve a mediated type with what is left on each.</summary>
    private static List<(string Parent, int Left)> Parents(Proposing p, string profile)
    {
        const string Prefix = "mdev-left:";
        var wanted = p.Assignment.Gpu.Address?.ToString();
        return [.. p.Host.Settings
            .Where(s => s.Key.StartsWith(Prefix, StringComparison.Ordinal) && s.Key.EndsWith(" " + profile, StringComparison.Ordinal))
            .Select(s => (Parent: s.Key[Prefix.Length..^(profile.Length + 1)], Left: int.TryParse(s.Value.Or("0"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0))
            .Where(s => wanted is null || s.Parent == wanted)
            .OrderBy(s => s.Parent, StringComparer.Ordinal)];
    }

    private static void AddMediated(Proposing p, GuestPlaces places, string profile, List<(string Parent, int Left)> parents)
    {
        var room = new Queue<string>(parents.SelectMany(x => Enumerable.Repeat(x.Parent, Math.Max(0, x.Left - p.Promised($"{x.Parent} {profile}")))));
        foreach (var (uuid, isOurs) in Identities(p, profile))
        {
            var slice = p.Host.Slices.Or([]).FirstOrDefault(s => s.Id == uuid);
            var parent = slice?.Parent ?? (room.TryDequeue(out var next) ? next : parents[0].Parent);
            p.Want(p.Host.Ref, KvmFields.Mediated(uuid), $"{parent} {profile}", "the slice is cut from the card");
            if (isOurs && p.Host.Settings.ContainsKey("mdevctl"))
            {
                p.Want(p.Host.Ref, KvmFields.MediatedDefinition(uuid), $"{parent} {profile} auto", "it is made again when the host boots");
            }

            p.WantOfVm(KvmFields.Hostdev(uuid), DomainHostdev.Value(false, Place(p, places, uuid)), Given);
        }

        if (!p.Host.Settings.ContainsKey("mdevctl"))
        {
            p.Say("KVM-MDEVCTL-001", Severity.Warn, p.Host.Ref, "mdevctl keeps no definitions on the host ('/etc/mdevctl.d' is not there)", "mdevctl, so that the slice is made again when the host boots",
                "A mediated device ends with the host's reboot; the VM does not start then until Barelane's plan is applied again.", $"'apt-get install mdevctl' (or the like) on '{p.Host.Name}'.", "mdevctl(8)");
        }
    }

    /// <summary>Those that the VM has, also where somebody else made them, and then new ones: a slice that was given by hand is one of those that are wanted.</summary>
    private static IEnumerable<(string Uuid, bool IsOurs)> Identities(Proposing p, string profile)
    {
        var ours = Enumerable.Range(0, p.Assignment.Gpu.Count).Select(i => SliceIds.Of(p.Question.Document, p.Question.VmRef, profile, i)).ToList();
        var present = p.Vm!.Attached.Or([]).Where(a => a.Backing == KvmBackings.Profile(profile) && a.Address is null).Select(a => a.Key).ToList();
        return ours.Where(present.Contains).Select(u => (u, true))
            .Concat(present.Except(ours, StringComparer.Ordinal).Select(u => (u, false)))
            .Concat(ours.Where(u => !present.Contains(u)).Select(u => (u, true)))
            .Take(p.Assignment.Gpu.Count);
    }

    /// <summary>Virtual functions that bear the type, or can; those the VM has already come first.</summary>
    private static void AddFunctions(Proposing p, GuestPlaces places, string profile, List<(PciAddress? Guest, Device Function)> loads)
    {
        var type = profile.StartsWith(KvmBackings.VgpuPrefix, StringComparison.Ordinal) ? profile[KvmBackings.VgpuPrefix.Length..] : null;
        var mine = p.Host.Devices.Where(d => p.Vm is { } vm && d.HeldBy.Contains(vm.Ref) && d.PhysicalFunction.HasValue && Serves(d, profile, type)).Select(d => d.Address).ToList();
        var free = type is null
            ? Plain(p, profile)
            : [.. p.Host.Devices.Where(d => d.HeldBy.Count == 0 && (HasType(d) ? IsOurs(d, type) : Offers(d, profile)) && IsMeant(p, d)).OrderBy(d => !HasType(d)).Select(d => d.Address)];
        var chosen = mine.Concat(free.Where(f => !p.IsTaken(f))).Take(p.Assignment.Gpu.Count).ToList();
        if (type is not null)
        {
            chosen.AddRange(FutureFunctions.Add(p, profile, p.Assignment.Gpu.Count - chosen.Count));
        }

        foreach (var address in chosen)
        {
            var reference = ObjectRef.Device(p.Host.Ref, address);
            if (type is not null)
            {
                p.Want(reference, KvmFields.VgpuType, type, "the virtual function serves this type");
                p.Want(reference, KvmFields.BootVgpuType, type, "it does so again when the host boots");
                AddBoot(p, p.Host.DeviceAt(address)?.PhysicalFunction ?? default);
            }

            p.WantOfVm(KvmFields.Hostdev(address.ToString()), DomainHostdev.Value(type is null, Place(p, places, address.ToString())), Given);
            if (p.Host.DeviceAt(address) is { } function)
            {
                loads.Add((null, function));
            }
        }

        if (chosen.Count < p.Assignment.Gpu.Count)
        {
            p.Say("KVM-SLICE-001", Severity.Block, p.Host.Ref, $"free for '{profile}': {Amount.Of(chosen.Count, "virtual function")}", $"{p.Assignment.Gpu.Count} free",
                "A virtual function serves one VM.", "Take one back first, or ask for fewer.", "Linux, Documentation/PCI/pci-iov-howto.rst");
        }
    }

    /// <summary>Plain functions, also those that are yet to be made: all that the card offers, since their number can't be raised later without taking all of them away.</summary>
    private static List<PciAddress> Plain(Proposing p, string profile)
    {
        var places = new List<PciAddress>();
        foreach (var card in p.Host.Devices.Where(d => IsMeant(p, d)))
        {
            if (!card.VirtualFunctions.TryGet(out var virtuals) || KvmBackings.ProfileOf(card.Id with { Device = virtuals.DeviceId }, null) != profile)
            {
                continue;
            }

            var number = (virtuals.Enabled == 0 ? virtuals.Total : virtuals.Enabled).ToString(CultureInfo.InvariantCulture);
            p.Want(card.Ref, KvmFields.VirtualFunctions, number, "virtual functions are cut from the card");
            p.Want(card.Ref, KvmFields.BootVirtualFunctions, number, "they are there again when the host boots");
            for (var i = 0; i < int.Parse(number, CultureInfo.InvariantCulture); i++)
            {
                if (virtuals.PlaceOf(card.Address, i) is { } place && (p.Host.DeviceAt(place) is not { } existing || existing.HeldBy.Count == 0))
                {
                    places.Add(place);
                }
            }
        }

        return places;
    }

    private static void AddBoot(Proposing p, Observed<PciAddress> physical)
    {
        if (physical.TryGet(out var address) && p.Host.DeviceAt(address) is { } card && card.VirtualFunctions.TryGet(out var virtuals) && virtuals.Enabled > 0)
        {
            p.Want(card.Ref, KvmFields.BootVirtualFunctions, virtuals.Enabled.ToString(CultureInfo.InvariantCulture), "its virtual functions are there again when the host boots");
        }
    }

    private static PciAddress? Place(Proposing p, GuestPlaces places, string source) =>
        p.Options.TryGetValue("hostdev:" + source, out var value) && Hostdevs.Parse(source, value) is { Guest: { } guest } ? guest : places.Take(1)?[0];

    private static bool IsMeant(Proposing p, Device device) => p.Assignment.Gpu.Address is not { } wanted || device.Address == wanted || device.PhysicalFunction.Or(default) == wanted;

    private static bool Serves(Device device, string profile, string? type) => type is null
        ? KvmBackings.ProfileOf(device.Id, null) == profile
        : device.Settings.TryGetValue("vgpu-type", out var present) && present.Or("") == type;

    /// <summary>Whether Barelane gave the function its type, for a VM that it never reached or does not have it any more.</summary>
    private static bool IsOurs(Device device, string type) =>
        device.Settings["vgpu-type"].Or("") == type && device.Settings.TryGetValue("boot-vgpu-type", out var boot) && boot.Or("") == type;

    private static bool HasType(Device device) => device.Settings.ContainsKey("vgpu-type");

    private static bool Offers(Device device, string profile) => device.Profiles.Or([]).Any(o => string.Equals(o.Name, profile, StringComparison.Ordinal));
}
