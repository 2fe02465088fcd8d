using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.HyperV.Planning;

/// <summary>Wants about how many devices of each backing the VM has, and the mark that says who gave them. Devices that somebody else gave stay.</summary>
internal static class AttachedWants
{
    public static void Add(Proposing p, IReadOnlyList<string> backings)
    {
        foreach (var wanted in backings.GroupBy(b => b, StringComparer.Ordinal))
        {
            p.WantOfVm(Field.Attached(wanted.Key), CountOf(p, wanted.Key, wanted.Count()).ToString(CultureInfo.InvariantCulture), "the VM gets the device");
        }

        const string Reason = "the mark says who gave the VM its device";
        p.WantOfVm(Marks.Document, p.Question.Document, Reason);
        p.WantOfVm(Marks.Cards, Marks.FormatCards(backings), Reason);
        p.WantWithOthers(Field.Mark("owner"), p.Question.Id, Reason);
        p.WantWithOthers(Marks.Run, FieldChange.RunToken, Reason);
        p.WantWithOthers(Marks.Version, Marks.CurrentVersion, Reason);
    }

    /// <summary>How many of a backing the VM has in the end: what others gave it, and this assignment's.</summary>
    public static int CountOf(Proposing p, string backing, int wanted)
    {
        var present = p.Vm?.Attached.Or([]).Count(a => a.Backing == backing) ?? 0;
        var others = Math.Max(0, present - p.Given.Count(g => g == backing));
        return Math.Max(wanted, Math.Min(present, others));
    }
}
