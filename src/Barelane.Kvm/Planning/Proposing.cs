using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>One proposal in the making, with what the domain has already.</summary>
internal sealed class Proposing(FleetInventory fleet, ResolvedAssignment question) : ProposalDraft(fleet, question)
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <summary>The VM's settings; empty where there is no VM or they could not be read.</summary>
    public IReadOnlyDictionary<string, string> Options { get; } = question.Vm?.Options.Or(NoOptions) ?? NoOptions;

    /// <summary>What the document's mark says that it gave this VM; empty where the VM bears no mark, or another document's.</summary>
    public IReadOnlyList<string> Given { get; } = question.Vm is { } vm && FieldReader.Read(fleet, vm.Ref, Marks.Document).Or("") == question.Document
        ? Marks.ParseCards(FieldReader.Read(fleet, vm.Ref, Marks.Cards).Or(""))
        : [];

    /// <summary>How many mediated devices of a parent and a type assignments before this one want that are not there yet.</summary>
    public int Promised(string parentAndType) => Question.WantedBefore.Count(w => w.Target == Host.Ref && w.Field.Prefix == "mdev" && w.Value == parentAndType && !Host.Settings.ContainsKey(w.Field.Name));

    /// <summary>Whether an assignment before this one takes the virtual function of this host, as it is or as the parent of a mediated device.</summary>
    public bool IsTaken(PciAddress function) => Question.WantedBefore.Any(w => w.Target.Site == Host.Ref.Site && w.Value is { } value
        && (w.Field == KvmFields.Hostdev(function.ToString()) || (w.Field.Prefix == "mdev" && value.StartsWith($"{function} ", StringComparison.Ordinal))));
}
