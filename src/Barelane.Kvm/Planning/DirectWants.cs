using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>Wants of the direct way: every function that has to go along, on one slot of the guest as on the host.</summary>
internal static class DirectWants
{
    /// <summary>Adds the wants; gives the backings and what the guest's window has to hold.</summary>
    public static IReadOnlyList<string> Add(Proposing p, GuestPlaces places, List<(PciAddress? Guest, Device Function)> loads)
    {
        var backings = new List<string>();
        foreach (var gpu in p.Question.Gpus)
        {
            var functions = gpu.Functions.Where(f => f.Address == gpu.Main.Address || f.State.Or(DeviceState.HostOwned) != DeviceState.NotPossible).OrderBy(f => f.Address).ToList();
            var isOwn = Binding.IsOwn(p.Host, gpu) && !functions.Any(f => Present(p, f) is { IsManaged: true });
            if (isOwn)
            {
                Binding.Add(p, gpu);
            }

            foreach (var slot in functions.GroupBy(f => (f.Address.Domain, f.Address.Bus, f.Address.Device)))
            {
                AddSlot(p, places, [.. slot], isOwn, loads);
            }

            backings.AddRange(functions.Select(f => BackingOf(p, f)));
        }

        return backings;
    }

    private static void AddSlot(Proposing p, GuestPlaces places, List<Device> functions, bool isOwn, List<(PciAddress? Guest, Device Function)> loads)
    {
        // What the VM has already stays where it is; a missing function joins its neighbour.
        var known = functions.Select(f => Present(p, f)?.Guest).FirstOrDefault(g => g is not null);
        var fresh = known is null ? places.Take(functions.Count) : null;
        for (var i = 0; i < functions.Count; i++)
        {
            var function = functions[i];
            var present = Present(p, function);
            var guest = present?.Guest ?? (known is { } k ? new PciAddress(k.Domain, k.Bus, k.Device, (byte)i) : fresh?[i]);
            p.WantOfVm(
                KvmFields.Hostdev(function.Address.ToString()),
                present is null ? DomainHostdev.Value(!isOwn, guest) : DomainHostdev.Value(present.IsManaged && !isOwn, guest),
                isOwn ? "the VM gets the function that Barelane took from the host" : "the VM gets the function; libvirt takes it from the host and gives it back");
            loads.Add((guest, function));
        }
    }

    private static DomainHostdev? Present(Proposing p, Device function) =>
        p.Options.TryGetValue("hostdev:" + function.Address, out var value) ? Hostdevs.Parse(function.Address.ToString(), value) : null;

    private static string BackingOf(Proposing p, Device function) => function.PhysicalFunction.HasValue
        ? KvmBackings.Profile(KvmBackings.ProfileOf(function.Id, function.Settings.TryGetValue("vgpu-type", out var type) && type.HasValue ? type.Value : null))
        : KvmBackings.Fixed(function.Address, function.Id, p.Host.Ref);
}
