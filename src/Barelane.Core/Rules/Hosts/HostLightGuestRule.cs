using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>WSL2 and Windows Sandbox use the host's own GPUs, and share them with VMs that have paravirtual partitions.</summary>
internal sealed class HostLightGuestRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-LIGHTGUEST-001",
        Title = "WSL2 and Windows Sandbox keep a GPU, and do not disturb a partition",
        Why = "Both use the host's own GPUs by paravirtualisation: a card that is dismounted for a VM reaches neither, and WSL2 beside paravirtual partitions is reported to give Code 43 in the VM.",
        Source = "Microsoft, GPU paravirtualization; Windows Sandbox configuration; Easy-GPU-PV (its warning of WSL), as users report it",
        Reads = [HostFacts.LightGuests],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        var host = subject.Host;
        var isParavirtual = subject.Assignment.Assignment.Gpu.Profile?.StartsWith("gpu-pv-", StringComparison.Ordinal) == true;
        if (subject.Hypervisor != Hypervisor.HyperV || (!subject.IsDirect && !isParavirtual) || (subject.IsDirect && !subject.Assignment.Gpus.Any(g => g.Main.IsGpu)))
        {
            yield break;
        }

        var required = subject.IsDirect ? "a GPU of the host for WSL2 and Windows Sandbox, or neither of them" : "no WSL2 beside paravirtual partitions";
        var fact = subject.Read(HostFacts.LightGuests, host);
        if (!fact.TryGet(out var all))
        {
            yield return subject.Unseen(host.Ref, "Whether WSL2 and Windows Sandbox are switched on", fact, required, "Look at 'Turn Windows features on or off' on the host.");
            yield break;
        }

        var on = all.Where(g => g.IsOn && (subject.IsDirect || g.Name.StartsWith(LightGuest.Wsl, StringComparison.Ordinal))).Select(g => g.Name).ToList();
        var given = subject.Assignment.Gpus.Select(g => g.Main.Address).ToHashSet();
        var left = host.Devices.Count(d => d.IsGpu && !given.Contains(d.Address) && d.State.Or(DeviceState.HostOwned) is DeviceState.HostOwned or DeviceState.Sliced);
        yield return on.Count == 0 ? subject.Pass(host.Ref, "neither uses the host's GPUs", required)
            : !subject.IsDirect ? subject.Say(Severity.Warn, host.Ref, $"'{on[0]}' is switched on", required, "If the guest shows Code 43: switch the feature 'Windows Subsystem for Linux' off and restart the host; otherwise nothing.")
            : left > 0 ? subject.Pass(host.Ref, $"the host keeps {Amount.Of(left, "GPU")} for {string.Join(" and ", on)}", required)
            : subject.Say(Severity.Warn, host.Ref, $"{string.Join(" and ", on)} would have no GPU any more", required, "Leave the host a GPU, or use neither on this host.");
    }
}
