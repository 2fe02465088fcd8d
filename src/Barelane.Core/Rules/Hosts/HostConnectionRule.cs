using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>The host must be reached.</summary>
internal sealed class HostConnectionRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-CONNECTION-001",
        Title = "The host is connected",
        Why = "Nothing can be changed or proved on a host that does not answer, and what is shown of it is old.",
        Source = "vSphere API, HostSystem.runtime.connectionState",
        Reads = [HostFacts.Connection],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        var host = subject.Host;
        const string Required = "'connected'";
        var fact = subject.Read(HostFacts.Connection, host);
        var remedy = subject.Words(
            $"vSphere Client > '{host.Name}' > Connection > Connect; check the management network and the host's power.",
            $"Check that 'ssh {host.Name}' and 'virsh -c qemu+ssh://{host.Name}/system version' answer.",
            $"Check that 'ssh {host.Name} Get-VMHost' answers.");
        if (!fact.TryGet(out var connection))
        {
            yield return subject.Unseen(host.Ref, "The connection state", fact, Required, remedy);
        }
        else
        {
            yield return connection == HostConnection.Connected
                ? subject.Pass(host.Ref, "'connected'", Required)
                : subject.Say(Severity.Block, host.Ref, connection == HostConnection.Disconnected ? "'disconnected' by an administrator" : "'not responding'", Required, remedy);
        }
    }
}
