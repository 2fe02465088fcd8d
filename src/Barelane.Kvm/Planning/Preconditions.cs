using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Planning;

/// <summary>What has to hold right before the VM is configured, and right before it is powered on.</summary>
internal static class Preconditions
{
    private static readonly string[] Bound = ["ready", "inuse"];
    private static readonly string[] Bindable = ["hostowned", "ready", "inuse"];

    /// <summary>The functions are nobody else's, and in a state in which they can be given. That the VM is off, the planner adds itself.</summary>
    public static IReadOnlyList<Predicate> BeforeConfigure(Proposing p) => [.. States(p).Concat(Functions(p).Select(f => p.That(f.Function.Ref, Field.Holders, Test.AnyOf, Holders(p, f.Function))))];

    /// <summary>The same once more, and the memory that is pinned when the VM starts.</summary>
    public static IReadOnlyList<Predicate> BeforePowerOn(Proposing p)
    {
        if (!p.Assignment.PowerOn)
        {
            return [];
        }

        var list = States(p).ToList();
        var isHuge = p.Options.GetValueOrDefault("memory-backing")?.Contains("hugepages", StringComparison.Ordinal) ?? false;
        if (!isHuge && p.Vm?.MemoryMiB is { HasValue: true } memory && p.Host.FreeMemoryMiB.HasValue)
        {
            list.Add(p.That(p.Host.Ref, Field.FreeMemoryMiB, Test.AtLeast, memory.Value.ToString(CultureInfo.InvariantCulture)));
        }

        return list;
    }

    private static IEnumerable<Predicate> States(Proposing p)
    {
        if (p.Wants.Any(w => w.Field.Prefix == "kernel-argument"))
        {
            yield return p.That(p.Host.Ref, KvmFields.Iommu, Test.Is, "on");
        }

        foreach (var (function, isOwn) in Functions(p))
        {
            yield return p.That(function.Ref, Field.DeviceState, Test.AnyOf, isOwn ? Bound : Bindable);
        }
    }

    private static IEnumerable<(Device Function, bool IsOwn)> Functions(Proposing p) => p.Question.Gpus.SelectMany(g => g.Functions)
        .Where(f => p.Wants.Any(w => w.Field == KvmFields.Hostdev(f.Address.ToString())))
        .Select(f => (f, p.Wants.Any(w => w.Target == f.Ref && w.Field == KvmFields.Driver)));

    private static List<string?> Holders(Proposing p, Device function)
    {
        // Who shares the card with the VM today may go on doing so (only one of them can run); nobody may have joined since.
        var self = p.Question.VmRef.Id;
        var today = function.HeldBy.Contains(p.Question.VmRef) ? string.Join(',', function.HeldBy.Select(v => v.Id).Order(StringComparer.Ordinal)) : self;
        return today == self ? [null, self] : [null, self, today];
    }
}
