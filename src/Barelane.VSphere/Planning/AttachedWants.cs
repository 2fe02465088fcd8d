using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>Wants about the VM's own list of devices: those of the assignment in their number. Devices that somebody else attached stay.</summary>
internal static class AttachedWants
{
    public static void Add(Proposing p, IReadOnlyList<Backing> backings)
    {
        var given = GivenBefore(p);
        foreach (var wanted in backings.GroupBy(b => b.ToString(), StringComparer.Ordinal))
        {
            var present = p.Vm?.Attached.Or([]).Count(a => a.Backing == wanted.Key) ?? 0;
            var others = Math.Max(0, present - given.Count(g => g == wanted.Key));
            var count = Math.Max(wanted.Count(), Math.Min(present, others));
            p.WantOfVm(Field.Attached(wanted.Key), count.ToString(CultureInfo.InvariantCulture), "the VM gets the device");
        }
    }

    /// <summary>The backings that this document's mark on the VM lists; empty where the VM carries no mark or another document's.</summary>
    public static IReadOnlyList<string> GivenBefore(Proposing p) =>
        p.Vm is not null && FieldReader.Read(p.Fleet, p.Question.VmRef, Marks.Document).Or("") == p.Question.Document
            ? Marks.ParseCards(FieldReader.Read(p.Fleet, p.Question.VmRef, Marks.Cards).Or(""))
            : [];
}
