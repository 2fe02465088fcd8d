using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using System.Globalization;

namespace Barelane.HyperV.Planning;

/// <summary>What has to hold right before the VM is configured, and right before it is powered on.</summary>
internal static class Preconditions
{
    /// <summary>The functions are dismounted and nobody else's. That the VM is off, the planner adds itself.</summary>
    public static IReadOnlyList<Predicate> BeforeConfigure(Proposing p) =>
    [
        .. Functions(p).Select(f => p.That(f.Ref, Field.DeviceState, Test.AnyOf, "ready", "inuse")),
        .. Functions(p).Select(f => p.That(f.Ref, Field.Holders, Test.AnyOf, Holders(p, f))),
    ];

    /// <summary>The same once more, and the memory that the VM takes when it starts.</summary>
    public static IReadOnlyList<Predicate> BeforePowerOn(Proposing p)
    {
        if (!p.Assignment.PowerOn)
        {
            return [];
        }

        var list = Functions(p).Select(f => p.That(f.Ref, Field.DeviceState, Test.AnyOf, "ready", "inuse")).ToList();
        if (p.Vm?.MemoryMiB is { HasValue: true } memory && p.Host.FreeMemoryMiB.HasValue)
        {
            list.Add(p.That(p.Host.Ref, Field.FreeMemoryMiB, Test.AtLeast, memory.Value.ToString(CultureInfo.InvariantCulture)));
        }

        return list;
    }

    private static IEnumerable<Device> Functions(Proposing p) => DirectWants.FunctionsOf(p)
        .Where(f => DirectWants.PathOf(f) is { } path && p.Wants.Any(w => w.Field == HyperVFields.Assigned(path)));

    private static List<string?> Holders(Proposing p, Device function)
    {
        // Who shares the card with the VM today may go on doing so (only one of them can run); nobody may have joined since.
        var self = p.Question.VmRef.Id;
        var today = function.HeldBy.Contains(p.Question.VmRef) ? string.Join(',', function.HeldBy.Select(v => v.Id).Order(StringComparer.Ordinal)) : self;
        return today == self ? [null, self] : [null, self, today];
    }
}
