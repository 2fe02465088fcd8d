using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>The mark that colleagues can see on the VM: whose document, which assignment, which run, which cards.</summary>
internal static class MarkWants
{
    public static void Add(Proposing p, IReadOnlyList<Backing> backings)
    {
        const string Reason = "the mark says who gave the VM its device";
        p.WantOfVm(Marks.Document, p.Question.Document, Reason);
        p.WantOfVm(Marks.Cards, Marks.FormatCards(backings.Select(b => b.ToString())), Reason);
        p.WantWithOthers(Field.Mark("owner"), p.Question.Id, Reason);
        p.WantWithOthers(Marks.Run, FieldChange.RunToken, Reason);
        p.WantWithOthers(Marks.Version, Marks.CurrentVersion, Reason);
    }
}
