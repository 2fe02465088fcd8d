using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Planning;

/// <summary>
/// Wants of the direct way out of a pool: the VM asks for so many devices of a pool, and gets whichever is free on the node where it starts. A pool's name is its cards' label. Source: Microsoft,
/// Use GPUs with clustered VMs.
/// </summary>
internal static class PoolWants
{
    /// <summary>The pool that the assignment means; null where it means cards by their place.</summary>
    public static string? PoolOf(Proposing p) => p.Assignment.Variant == WayVariant.DirectFixed || p.Assignment.Gpu.Address is not null || !p.Host.AssignableHardware.Or(false) ? null
        : p.Assignment.Gpu.Label is { } named ? named
        : p.Assignment.Variant == WayVariant.DirectByDescription ? p.Question.Gpus.Select(g => g.Main.Label.Map(l => (string?)l).Or(null)).FirstOrDefault(l => l is not null)
        : null;

    public static IReadOnlyList<string> Add(Proposing p, string pool)
    {
        var backings = new List<string>();
        p.Want(p.Host.Ref, HyperVFields.Pool(pool), "yes", "the host has the pool, under the same name on every node");
        foreach (var gpu in p.Question.Gpus)
        {
            const string Reason = "the pool gets the card, so that whoever needs one can have it";
            DirectWants.NoteMemory(p, gpu.Main);
            p.Want(gpu.Main.Ref, HyperVFields.Enabled, "no", Reason);
            p.Want(gpu.Main.Ref, HyperVFields.Mounted, "no", Reason);
            p.Want(gpu.Main.Ref, Field.Label, pool, Reason);
            backings.Add(HyperVBackings.Pooled(gpu.Main.Id, pool));
        }

        var count = backings.GroupBy(b => b, StringComparer.Ordinal).Sum(g => AttachedWants.CountOf(p, g.Key, g.Count()));
        p.WantOfVm(HyperVFields.Pooled(pool), count.ToString(CultureInfo.InvariantCulture), "the VM takes so many devices from the pool");
        if (p.Question.Gpus.Any(g => g.Companions.Any(c => c.State.Or(DeviceState.NotPossible) != DeviceState.NotPossible)))
        {
            p.Say("HYPERV-POOL-001", Severity.Warn, p.Host.Ref, $"cards of pool '{pool}' have further functions, which stay with the host", "Cards of one function in a pool",
                "A VM gets any device of a pool, and nothing keeps the functions of one card together.", "Nothing, where the further functions are sound alone; otherwise name the card by its address.", "Microsoft, Use GPUs with clustered VMs; derived");
        }

        return backings;
    }
}
