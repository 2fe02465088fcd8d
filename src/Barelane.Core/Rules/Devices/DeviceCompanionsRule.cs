using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>The functions that must go with a device can go with it.</summary>
internal sealed class DeviceCompanionsRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-COMPANIONS-001",
        Title = "The other functions of the card go to the same VM",
        Why = "Functions of one slot are reset together, and those of one isolation group cannot be kept apart; a function left with the host is torn from it.",
        Source = "KB 312208; Linux, VFIO: a group is viable only as a whole",
        Reads = [DeviceFacts.State, DeviceFacts.IsolationGroup],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        foreach (var gpu in subject.Assignment.Gpus)
        {
            const string Required = "every function of the slot and of the isolation group can be passed through";
            if (gpu.Companions.Count == 0)
            {
                yield return subject.Pass(gpu.Main.Ref, "it has no other functions", Required);
            }

            foreach (var companion in gpu.Companions)
            {
                yield return OfCompanion(subject, gpu, companion, Required);
            }
        }
    }

    private static Finding OfCompanion(RuleSubject subject, Gpu gpu, Device companion, string required)
    {
        var what = $"'{companion.Address}' {companion.Name} [{companion.Id}]".Replace("  ", " ", StringComparison.Ordinal);
        var group = subject.Read(DeviceFacts.IsolationGroup, companion);
        var isTied = group.HasValue && !companion.Address.IsSameDevice(gpu.Main.Address);
        var state = subject.Read(DeviceFacts.State, companion);
        var remedy = isTied
            ? "Put the card into a slot with an isolation group of its own, or switch on ACS in firmware."
            : $"Switch passthrough on for it too, or accept that sound and USB of the card stay behind: '{companion.Address}'.";
        return state.TryGet(out var found)
            ? found is DeviceState.NotPossible or DeviceState.Sliced or DeviceState.Stuck
                ? subject.Say(isTied ? Severity.Block : Severity.Warn, companion.Ref, $"{what} belongs to '{gpu.Main.Address}' and cannot go with it: '{found}'", required, remedy)
                : subject.Say(Severity.Note, companion.Ref, $"{what} goes along with '{gpu.Main.Address}'", required, "Nothing: the plan takes it along.")
            : subject.Unseen(companion.Ref, $"The state of {what}", state, required, remedy);
    }
}
