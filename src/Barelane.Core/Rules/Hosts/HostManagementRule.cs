using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>The host that carries the management server or Barelane itself is not taken down under it.</summary>
internal sealed class HostManagementRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-MANAGEMENT-001",
        Title = "The host to be taken down carries no management VM",
        Why = "If the management server or Barelane goes down with the host, nobody is left to bring it back.",
        Source = "derived",
        Reads = [VmFacts.Role, VmFacts.Power],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.DisturbsHost)
        {
            yield break;
        }

        const string Required = "no VM with the role 'management' running on the host";
        var clean = true;
        foreach (var vm in subject.Fleet.VmsOn(subject.Host.Ref).Where(v => subject.Read(VmFacts.Role, v).Or("") == "management"))
        {
            var power = subject.Read(VmFacts.Power, vm);
            var name = subject.Fleet.NameOf(vm.Ref);
            var remedy = subject.Words(
                $"Move '{name}' to another host first: vSphere Client > '{vm.Name}' > Migrate > Change compute resource only.",
                $"Move '{name}' to another host first: 'virsh migrate --live {vm.Name} qemu+ssh://OTHER/system'.",
                $"Move '{name}' to another host first: 'Move-VM {vm.Name} OTHER'.");
            if (!power.HasValue)
            {
                clean = false;
                yield return subject.Unseen(vm.Ref, "The power state of the management VM", power, Required, remedy);
            }
            else if (power.Value == PowerState.On)
            {
                clean = false;
                yield return subject.Say(Severity.Block, vm.Ref, $"'{name}' runs on '{subject.Host.Name}', which is to be taken down", Required, remedy);
            }
        }

        if (clean)
        {
            yield return subject.Pass(subject.Host.Ref, "no management VM runs on it", Required);
        }
    }
}
