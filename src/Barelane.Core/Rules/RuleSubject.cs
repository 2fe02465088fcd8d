using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules;

/// <summary>
/// What a rule looks at: an assignment in its fleet, with what the plan is about to do to its host. Facts are read through
/// <see cref="Read{TObject,T}"/> so that a rule can't read what it does not declare.
/// </summary>
public sealed class RuleSubject
{
    private readonly IRule _rule;

    /// <summary>Binds a rule to a subject.</summary>
    public RuleSubject(IRule rule, FleetInventory fleet, ResolvedAssignment assignment, WayVariant variant)
    {
        _rule = rule;
        Fleet = fleet;
        Assignment = assignment;
        Variant = variant;
    }

    /// <summary>Everything that was inspected.</summary>
    public FleetInventory Fleet { get; }

    /// <summary>The assignment.</summary>
    public ResolvedAssignment Assignment { get; }

    /// <summary>The form of the way that the adapter chose.</summary>
    public WayVariant Variant { get; }

    /// <summary>What the plan does to the assignment's host; see <see cref="Plans.HostNeed"/>.</summary>
    public Plans.HostNeed HostNeed { get; init; }

    /// <summary>The site's hypervisor.</summary>
    public Hypervisor Hypervisor => Assignment.Site.Hypervisor;

    /// <summary>The host.</summary>
    public Host Host => Assignment.Host;

    /// <summary>The VM; null where it is created by the plan.</summary>
    public Vm? Vm => Assignment.Vm;

    /// <summary>Reads a declared fact.</summary>
    /// <exception cref="InvalidOperationException">The rule does not declare the key: a defect of the rule.</exception>
    public Observed<T> Read<TObject, T>(FactKey<TObject, T> key, TObject from) => _rule.Info.Reads.Contains(key)
        ? key.Get(from)
        : throw new InvalidOperationException($"Rule '{_rule.Info.Id}' reads '{key.Name}' without declaring it.");

    /// <summary>A finding of this rule about <paramref name="about"/>.</summary>
    public Finding Say(Severity severity, ObjectRef about, string observed, string required, string remedy = "") => new()
    {
        Rule = _rule.Info.Id,
        Severity = severity,
        Subject = about,
        SubjectName = Fleet.NameOf(about),
        Observed = observed,
        Required = required,
        Why = _rule.Info.Why,
        Remedy = severity == Severity.Pass ? "" : remedy,
        Source = _rule.Info.Source,
        Assignment = Assignment.Id,
        Blocks = severity == Severity.Block || (severity == Severity.Unknown && _rule.Info.CanBlock),
    };
}
