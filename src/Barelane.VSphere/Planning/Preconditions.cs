using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>What has to hold right before the VM is configured, and right before it is powered on.</summary>
internal static class Preconditions
{
    private static readonly string[] Usable = ["ready", "inuse"];

    /// <summary>A fixed function is ready and nobody else's; a host that was changed for slices offers them. That the VM is off, the planner adds itself where a change needs it.</summary>
    public static IReadOnlyList<Predicate> BeforeConfigure(Proposing p, WayVariant variant, IReadOnlyList<Device> functions)
    {
        var list = new List<Predicate>();
        if (variant == WayVariant.DirectFixed)
        {
            foreach (var function in functions)
            {
                list.Add(p.That(function.Ref, Field.DeviceState, Test.AnyOf, Usable));
                list.Add(p.That(function.Ref, Field.Holders, Test.AnyOf, Holders(p, function)));
            }
        }

        if (variant == WayVariant.Slice && p.Assignment.Gpu.Profile is { } profile && SliceCards.Waiting(p.Host, p.Assignment.Gpu, profile).Count > 0)
        {
            // Only the changed host tells its profiles: that the wanted one is among them was assumed until now.
            list.Add(p.That(p.Host.Ref, Field.Offers(profile), Test.Is, "yes"));
        }

        return list;
    }

    /// <summary>The functions are ready, and the host has the memory and the slices; the cluster sees to these where it chooses the host.</summary>
    public static IReadOnlyList<Predicate> BeforePowerOn(Proposing p, WayVariant variant, IReadOnlyList<Device> functions)
    {
        var list = new List<Predicate>();
        if (!p.Assignment.PowerOn)
        {
            return list;
        }

        foreach (var function in functions)
        {
            list.Add(p.That(function.Ref, Field.DeviceState, Test.AnyOf, Usable));
        }

        if (variant != WayVariant.DirectFixed && p.IsPlacedByCluster)
        {
            return list;
        }

        if (VmWants.MemoryOf(p) is { } memory && p.Host.FreeMemoryMiB.HasValue)
        {
            list.Add(p.That(p.Host.Ref, Field.FreeMemoryMiB, Test.AtLeast, Number(memory)));
        }

        var slices = Field.SlicesFree(SliceWants.NameOf(p));
        if (variant == WayVariant.Slice && FieldReader.Read(p.Fleet, p.Host.Ref, Field.Offers(SliceWants.NameOf(p))).HasValue && FieldReader.Read(p.Fleet, p.Host.Ref, slices).HasValue)
        {
            list.Add(p.That(p.Host.Ref, slices, Test.AtLeast, Number(p.Assignment.Gpu.Count)));
        }

        return list;
    }

    private static List<string?> Holders(Proposing p, Device function)
    {
        // Who shares the card with the VM today may go on doing so (only one of them can run); nobody may have joined since.
        var self = p.Question.VmRef.Id;
        var today = function.HeldBy.Any(v => v == p.Question.VmRef)
            ? string.Join(',', function.HeldBy.Select(v => v.Id).Order(StringComparer.Ordinal))
            : self;
        return today == self ? [null, self] : [null, self, today];
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
