using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Core.Adapters;

/// <summary>A <see cref="WayProposal"/> in the making: the question, and what an adapter's planner has collected so far.</summary>
/// <param name="fleet">What was inspected.</param>
/// <param name="question">The assignment to answer.</param>
public abstract class ProposalDraft(FleetInventory fleet, ResolvedAssignment question)
{
    private readonly List<Want> _wants = [];
    private readonly List<Finding> _findings = [];

    /// <summary>What was inspected.</summary>
    public FleetInventory Fleet => fleet;

    /// <summary>The question.</summary>
    public ResolvedAssignment Question => question;

    /// <summary>The assignment as the document has it.</summary>
    public Assignment Assignment => question.Assignment;

    /// <summary>The VM as it is; null where it has to be made.</summary>
    public Vm? Vm => question.Vm;

    /// <summary>The host that gives.</summary>
    public Host Host => question.Host;

    /// <summary>What is wanted so far.</summary>
    public IReadOnlyList<Want> Wants => _wants;

    /// <summary>What was said so far.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Wants a value of the VM.</summary>
    public void WantOfVm(Field field, string? value, string reason, params IReadOnlyList<string?> alsoFine) =>
        Want(question.VmRef, field, value, reason, alsoFine);

    /// <summary>Wants a value of an object, unless one of the same field is wanted already.</summary>
    public void Want(ObjectRef target, Field field, string? value, string reason, params IReadOnlyList<string?> alsoFine)
    {
        // Two cards of one assignment may share a companion or a setting of the host; it is wanted once.
        if (!_wants.Any(w => w.Target == target && w.Field == field))
        {
            _wants.Add(new Want { Target = target, Field = field, Value = value, Reason = reason, Unit = question.Id, AlsoFine = alsoFine });
        }
    }

    /// <summary>Wants a value of the VM, but only where something else is changed too.</summary>
    public void WantWithOthers(Field field, string value, string reason) => _wants.Add(new Want
    {
        Target = question.VmRef,
        Field = field,
        Value = value,
        Reason = reason,
        Unit = question.Id,
        OnlyWithOthers = true,
    });

    /// <summary>Says something beside the rules; what blocks or is not known stands in the way of the plan.</summary>
    public void Say(string rule, Severity severity, ObjectRef about, string observed, string required, string why, string remedy, string source) => _findings.Add(new Finding
    {
        Rule = rule,
        Severity = severity,
        Subject = about,
        SubjectName = NameOf(about),
        Observed = observed,
        Required = required,
        Why = why,
        Remedy = remedy,
        Source = source,
        Assignment = question.Id,
        Blocks = severity is Severity.Block or Severity.Unknown,
    });

    /// <summary>A statement about an object's field.</summary>
    public Predicate That(ObjectRef target, Field field, Test test, params IReadOnlyList<string?> values) => new()
    {
        Target = target,
        TargetName = NameOf(target),
        Field = field,
        Test = test,
        Values = values,
    };

    /// <summary>Name for people; a VM that is yet to be made is called as the document calls it.</summary>
    private string NameOf(ObjectRef about) => about == question.VmRef && Vm is null ? question.Id : fleet.NameOf(about);
}
