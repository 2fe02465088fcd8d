using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules;

/// <summary>
/// What a rule looks at: an assignment in its fleet, with what the plan is about to do to its host. Facts are read through
/// <see cref="Read{TObject,T}"/> so that a rule can't read what it does not declare.
/// </summary>
public sealed class RuleSubject
{
    private readonly IRule _rule;
    private readonly HashSet<FactKey> _consulted = [];

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
    public HostNeed HostNeed { get; init; }

    /// <summary>
    /// Everything the goal wants, of every unit: what the plan itself is going to put right does not stand in its way. Empty where
    /// only the present state is judged (preflight of a host, <c>verify</c>).
    /// </summary>
    public IReadOnlyList<Want> Wants { get; init; } = [];

    /// <summary>Whether the host's maintenance mode is known to be Barelane's own (resume, return, a run under way).</summary>
    public bool MaintenanceIsOurs { get; init; }

    /// <summary>The site's hypervisor.</summary>
    public Hypervisor Hypervisor => Assignment.Site.Hypervisor;

    /// <summary>The host.</summary>
    public Host Host => Assignment.Host;

    /// <summary>The VM; null where it is created by the plan.</summary>
    public Vm? Vm => Assignment.Vm;

    /// <summary>The host's cluster, or null.</summary>
    public Cluster? Cluster => Fleet.ClusterOf(Host);

    /// <summary>Every function that goes to the VM, companions included; empty for slices.</summary>
    public IEnumerable<Device> Functions => Assignment.Gpus.SelectMany(g => g.Functions);

    /// <summary>Whether a whole card is given.</summary>
    public bool IsDirect => Variant is WayVariant.DirectFixed or WayVariant.DirectByDescription;

    /// <summary>Whether the plan disturbs the host's other VMs.</summary>
    public bool DisturbsHost => HostNeed != HostNeed.None;

    /// <summary>The facts that were read through this subject so far.</summary>
    public IReadOnlySet<FactKey> Consulted => _consulted;

    /// <summary>Reads a declared fact.</summary>
    /// <exception cref="InvalidOperationException">The rule does not declare the key: a defect of the rule.</exception>
    public Observed<T> Read<TObject, T>(FactKey<TObject, T> key, TObject from)
    {
        if (!_rule.Info.Reads.Contains(key))
        {
            throw new InvalidOperationException($"Rule '{_rule.Info.Id}' reads '{key.Name}' without declaring it.");
        }

        _consulted.Add(key);
        return key.Get(from);
    }

    /// <summary>Whether the goal itself wants this value, so that the plan puts it right.</summary>
    public bool PlanSets(ObjectRef target, Field field, string? value) => Wants.Any(w => w.Target == target && Sets(w, field, value));

    /// <summary>Everything for which the goal wants this value.</summary>
    public IEnumerable<ObjectRef> PlanSets(Field field, string? value) => Wants.Where(w => Sets(w, field, value)).Select(w => w.Target);

    /// <summary>Whether the goal takes the function away from a VM that holds it now.</summary>
    public bool PlanFrees(Vm holder, PciAddress address) => holder.Attached.TryGet(out var attached)
        && attached.Where(a => a.Address == address).Any(a => PlanSets(holder.Ref, Field.Attached(a.Backing), null));

    /// <summary>The words for the hypervisor at hand.</summary>
    public string Words(string vSphere, string kvm, string hyperV) => Hypervisor switch
    {
        Hypervisor.VSphere => vSphere,
        Hypervisor.Kvm => kvm,
        _ => hyperV,
    };

    /// <summary>A Pass about <paramref name="about"/>.</summary>
    public Finding Pass(ObjectRef about, string observed, string required) => Say(Severity.Pass, about, observed, required);

    /// <summary>An Unknown: <paramref name="what"/> (<c>The firmware</c>) could not be seen, and why.</summary>
    public Finding Unseen<T>(ObjectRef about, string what, Observed<T> fact, string required, string remedy) => Say(
        Severity.Unknown,
        about,
        fact.State switch
        {
            ObservedState.Inferred => $"{what} was not read, only inferred: {fact.Note}",
            ObservedState.Unreadable => $"{what} could not be read: {fact.Note}",
            ObservedState.Absent => $"{what} is not told by the hypervisor.",
            _ => $"{what} was not asked for in this inspection.",
        },
        required,
        remedy);

    /// <summary>
    /// The finding as far as the fact carries it: what is only inferred gives neither Pass nor Block alone, but a Note or an Unknown with
    /// its evidence.
    /// </summary>
    public Finding Weigh<T>(Observed<T> fact, Finding finding) => (fact.State, finding.Severity) switch
    {
        (ObservedState.Inferred, Severity.Pass) => Say(Severity.Note, finding.Subject, $"{finding.Observed} (concluded: {fact.Note})", finding.Required, "Nothing; it is concluded, not read."),
        (ObservedState.Inferred, Severity.Block) => Say(Severity.Unknown, finding.Subject, $"{finding.Observed} (concluded: {fact.Note})", finding.Required, finding.Remedy),
        _ => finding,
    };

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

    private static bool Sets(Want want, Field field, string? value) => want.Field == field
        && (string.Equals(want.Value, value, StringComparison.Ordinal) || want.AlsoFine.Contains(value, StringComparer.Ordinal));
}
