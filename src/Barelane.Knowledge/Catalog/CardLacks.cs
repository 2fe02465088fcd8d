using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>What a sound entry leaves open, each as the end of a sentence that begins with the card: no mistakes, but what the program then does not know.</summary>
internal static class CardLacks
{
    /// <summary>NVIDIA's slices are virtual functions on cards from Ampere on, and those came with vGPU software 11.</summary>
    private const int FirstReleaseWithSriov = 11;

    /// <summary>What is missing in it.</summary>
    public static IEnumerable<string> Of(Card card)
    {
        var isNvidia = card.Ids[0].Vendor == PciId.Nvidia;
        var isShared = card.Ways.Contains(Way.Shared);
        if (card.Bar1GiB is null && card.Kind == CardKind.Datacenter)
        {
            yield return "no 'bar1GiB': the MMIO window is computed from its memory";
        }

        if (isNvidia && isShared && card is { Vgpu: null, VirtualFunctions: null })
        {
            yield return "no 'vgpu': which profiles it has and how many of each fit is not known";
        }

        if (isNvidia && isShared && card.VgpuSoftware is null)
        {
            yield return "no 'vgpuSoftware': which releases of the vGPU software serve it is not known";
        }

        if (card.VirtualFunctions is null && int.TryParse(card.VgpuSoftware?.From.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first >= FirstReleaseWithSriov)
        {
            yield return "no 'virtualFunctions': its slices are virtual functions, and how many it has at most is not known";
        }

        if (isNvidia && card.Driver is null)
        {
            yield return "no 'driver': which driver branches serve it is not known";
        }

        if (card.Reset is null)
        {
            yield return "no 'reset': whether it comes back when its VM stops is not known";
        }

        if (card.Date is null)
        {
            yield return "no 'date': nobody can tell how old it is";
        }
    }
}
