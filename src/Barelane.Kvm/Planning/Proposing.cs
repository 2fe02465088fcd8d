using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Kvm.Planning;

/// <summary>One proposal in the making: the question, what is known about it, and what has been collected so far.</summary>
internal sealed class Proposing(FleetInventory fleet, ResolvedAssignment question)
{
    private static readonly Dictionary<string, string> NoOptions = [];
    private readonly List<Want> _wants = [];
    private readonly List<Finding> _findings = [];

    public FleetInventory Fleet => fleet;

    public ResolvedAssignment Question => question;

    public Assignment Assignment => question.Assignment;

    public Vm? Vm => question.Vm;

    public Host Host => question.Host;

    /// <summary>The VM's settings; empty where there is no VM or they could not be read.</summary>
    public IReadOnlyDictionary<string, string> Options { get; } = question.Vm?.Options.Or(NoOptions) ?? NoOptions;

    public IReadOnlyList<Want> Wants => _wants;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>What the document's mark says that it gave this VM; empty where the VM bears no mark, or another document's.</summary>
    public IReadOnlyList<string> Given { get; } = question.Vm is { } vm && FieldReader.Read(fleet, vm.Ref, Marks.Document).Or("") == question.Document
        ? Marks.ParseCards(FieldReader.Read(fleet, vm.Ref, Marks.Cards).Or(""))
        : [];

    public void WantOfVm(Field field, string? value, string reason) => Want(question.VmRef, field, value, reason);

    public void Want(ObjectRef target, Field field, string? value, string reason, params IReadOnlyList<string?> alsoFine)
    {
        if (!_wants.Any(w => w.Target == target && w.Field == field))
        {
            _wants.Add(new Want { Target = target, Field = field, Value = value, Reason = reason, Unit = question.Id, AlsoFine = alsoFine });
        }
    }

    public void WantWithOthers(Field field, string value, string reason) => _wants.Add(new Want
    {
        Target = question.VmRef,
        Field = field,
        Value = value,
        Reason = reason,
        Unit = question.Id,
        OnlyWithOthers = true,
    });

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

    public Predicate That(ObjectRef target, Field field, Test test, params IReadOnlyList<string?> values) => new()
    {
        Target = target,
        TargetName = NameOf(target),
        Field = field,
        Test = test,
        Values = values,
    };

    /// <summary>Name for people; a VM that is yet to be made is called as the document calls it.</summary>
    private string NameOf(ObjectRef about) => about == question.VmRef && question.Vm is null ? question.Id : fleet.NameOf(about);
}
