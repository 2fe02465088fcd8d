using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Nobody else is at work on the host.</summary>
internal sealed class HostMaintenanceRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-MAINTENANCE-001",
        Title = "The host is not in somebody else's maintenance",
        Why = "No VM can be powered on in maintenance mode, and leaving it would end the work of whoever entered it. Who that is cannot be seen.",
        Source = "vSphere API, HostSystem.runtime.inMaintenanceMode; EnterMaintenanceMode_Task",
        Reads = [HostFacts.Maintenance],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        var host = subject.Host;
        const string Required = "not in maintenance mode, or in Barelane's own";
        var fact = subject.Read(HostFacts.Maintenance, host);
        var remedy = subject.Words(
            $"Ask who works on it; then vSphere Client > '{host.Name}' > Maintenance Mode > Exit, or accept HOST-MAINTENANCE-001 for this assignment.",
            $"Ask who drained '{host.Name}', or accept HOST-MAINTENANCE-001 for this assignment.",
            $"Ask who works on it; then 'Resume-ClusterNode {host.Name}', or accept HOST-MAINTENANCE-001 for this assignment.");
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(host.Ref, "Maintenance mode", fact, Required, remedy);
        }
        else if (!fact.Or(false))
        {
            yield return subject.Pass(host.Ref, "not in maintenance mode", Required);
        }
        else
        {
            yield return subject.MaintenanceIsOurs
                ? subject.Say(Severity.Note, host.Ref, "in maintenance mode by Barelane", Required, "Nothing: the plan goes on from there.")
                : subject.Say(Severity.Unknown, host.Ref, "in maintenance mode already; by whom is not known", Required, remedy);
        }
    }
}
