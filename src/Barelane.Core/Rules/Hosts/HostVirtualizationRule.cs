using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>A VM of type kvm needs the CPU's virtualisation.</summary>
internal sealed class HostVirtualizationRule : IRule
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-VIRT-001",
        Title = "The host runs VMs with the CPU's virtualisation",
        Why = "A domain of type 'kvm' does not start without /dev/kvm.",
        Source = "Linux, Documentation/virt/kvm/api.rst; libvirt, domain type",
        Reads = [HostFacts.HardwareVirtualization, HostFacts.FirmwareWords, VmFacts.Options],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.Kvm || subject.Vm is not { } vm)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "'/dev/kvm'";
        var remedy = $"Switch on {FirmwareWords.Of(subject, FirmwareSetting.CpuVirtualization, "VT-x or AMD-V (SVM)")} in the firmware of '{host.Name}' and load 'kvm_intel' or 'kvm_amd'.";
        var fact = subject.Read(HostFacts.HardwareVirtualization, host);
        if (subject.Read(VmFacts.Options, vm).Or(NoOptions).GetValueOrDefault("domain-type") == "qemu")
        {
            yield return subject.Pass(host.Ref, "the domain is emulated (type 'qemu') and needs none", Required);
        }
        else
        {
            yield return !fact.HasValue ? subject.Unseen(host.Ref, "Whether '/dev/kvm' can be used", fact, Required, remedy)
                : fact.Value ? subject.Pass(host.Ref, "'/dev/kvm' is there", Required)
                : subject.Say(Severity.Block, host.Ref, "there is no '/dev/kvm'", Required, remedy);
        }
    }
}
