using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Hyper-V gives whole devices to VMs on Windows Server alone.</summary>
internal sealed class HostEditionRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-EDITION-001",
        Title = "The host is a Windows Server where a whole device is given",
        Why = "On a client every command of the assignment succeeds, and only the VM's start fails: 'A hypervisor feature is not available to the user.' (0xC035001E).",
        Source = "Microsoft, Discrete Device Assignment (team blog, 2015-11-20); Win32_OperatingSystem.ProductType",
        Reads = [HostFacts.Edition],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV || !subject.IsDirect)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "Windows Server 2016 or later";
        const string Remedy = "Use a host with Windows Server, or ask for a partition ('way: shared'), which a client can give. What makes a client pass for a server is not supported and no licence covers it.";
        var fact = subject.Read(HostFacts.Edition, host);
        yield return !fact.TryGet(out var edition) ? subject.Unseen(host.Ref, "Whether it is a server", fact, Required, Remedy)
            : edition == "server" ? subject.Pass(host.Ref, "a server", Required)
            : subject.Say(Severity.Block, host.Ref, "a client edition of Windows", Required, Remedy);
    }
}
