using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>Virtual functions that are yet to be made, of cards whose vendor makes all of them at once: their places are known, what they offer is not.</summary>
internal static class FutureFunctions
{
    /// <summary>Since this kernel NVIDIA's driver has vGPU types in files of its own; before it made mediated devices. Source: NVIDIA vGPU user guide.</summary>
    private static readonly Version OwnFiles = new(6, 8);

    /// <summary>Whether a type on them will be a mediated device.</summary>
    public static bool AreMediated(Host host) => host.KernelVersion.TryGet(out var kernel) && kernel < OwnFiles;

    /// <summary>Wants the functions of as many waiting cards as it takes; gives places that no assignment before this one has taken.</summary>
    public static IReadOnlyList<PciAddress> Add(Proposing p, string profile, int count)
    {
        var places = new List<PciAddress>();
        foreach (var card in SliceCards.Waiting(p.Host, p.Assignment.Gpu, profile).TakeWhile(_ => places.Count < count))
        {
            var virtuals = card.VirtualFunctions.Value;
            var free = Enumerable.Range(0, virtuals.Total).Select(i => virtuals.PlaceOf(card.Address, i)).OfType<PciAddress>().Where(a => !p.IsTaken(a)).Take(count - places.Count).ToList();
            if (free.Count > 0)
            {
                var number = virtuals.Total.ToString(CultureInfo.InvariantCulture);
                p.Want(card.Ref, KvmFields.VirtualFunctions, number, "the slices lie on the card's virtual functions, which its vendor's tool makes");
                p.Want(card.Ref, KvmFields.BootVirtualFunctions, number, "they are there again when the host boots");
                places.AddRange(free);
            }
        }

        return places;
    }
}
