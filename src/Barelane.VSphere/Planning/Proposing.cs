using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.VSphere.Planning;

/// <summary>One proposal in the making: the question, what is known about it, and what has been collected so far.</summary>
internal sealed class Proposing(FleetInventory fleet, ResolvedAssignment question)
{
    private readonly List<Want> _wants = [];
    private readonly List<Finding> _findings = [];

    public FleetInventory Fleet => fleet;

    public ResolvedAssignment Question => question;

    public Assignment Assignment => question.Assignment;

    /// <summary>The VM as it is; null where it has to be made.</summary>
    public Vm? Vm => question.Vm;

    public Host Host => question.Host;

    public Cluster? Cluster { get; } = fleet.ClusterOf(question.Host);

    /// <summary>The hosts among which the cluster may place a VM: the host's cluster, or the host alone.</summary>
    public IReadOnlyList<Host> Reach { get; } = question.Host.ClusterId is null
        ? [question.Host]
        : [.. fleet.SiteOf(question.Host.Ref).Hosts.Where(h => string.Equals(h.ClusterId, question.Host.ClusterId, StringComparison.Ordinal))];

    /// <summary>Whether DRS places the VM when it is powered on.</summary>
    public bool IsPlacedByCluster => question.Site.ManagesFleet
        && Cluster is { } c && c.LoadBalancing.Or(false) && c.Automation.Or("manual") != "manual"
        && Vm?.AutomationOverride.Or("") is null or "" or "partiallyAutomated" or "fullyAutomated";

    public IReadOnlyList<Want> Wants => _wants;

    public IReadOnlyList<Finding> Findings => _findings;

    public void WantOfVm(Field field, string? value, string reason, params IReadOnlyList<string?> alsoFine) =>
        Want(question.VmRef, field, value, reason, alsoFine);

    public void Want(ObjectRef target, Field field, string? value, string reason, params IReadOnlyList<string?> alsoFine)
    {
        // Two cards of one assignment may share a companion or a setting of the host; it is wanted once.
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

    public void Block(string rule, ObjectRef about, string observed, string required, string why, string remedy, string source, Severity severity = Severity.Block) => _findings.Add(new Finding
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
        Blocks = true,
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
    private string NameOf(ObjectRef target) => target == question.VmRef && Vm is null ? question.Id : fleet.NameOf(target);
}
