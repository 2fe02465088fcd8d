using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Planning;

/// <summary>One proposal in the making, with what the VM has already.</summary>
internal sealed class Proposing(FleetInventory fleet, ResolvedAssignment question) : ProposalDraft(fleet, question)
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <summary>The VM's settings; empty where there is no VM or they could not be read.</summary>
    public IReadOnlyDictionary<string, string> Options { get; } = question.Vm?.Options.Or(NoOptions) ?? NoOptions;

    /// <summary>What the document's mark says that it gave this VM; empty where the VM bears no mark, or another document's.</summary>
    public IReadOnlyList<string> Given { get; } = question.Vm is { } vm && FieldReader.Read(fleet, vm.Ref, Marks.Document).Or("") == question.Document
        ? Marks.ParseCards(FieldReader.Read(fleet, vm.Ref, Marks.Cards).Or(""))
        : [];
}
