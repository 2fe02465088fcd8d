using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Whether card, server and hypervisor version are a combination known to work or to fail.</summary>
internal sealed class DeviceCombinationRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-COMBINATION-001",
        Title = "Card, server and hypervisor version are no combination known to fail",
        Why = "Some combinations fail whatever is configured, and the message that comes of it names neither of the three.",
        Source = "Barelane's catalogue of combinations, with a source for each entry; compatibility lists that the user imported",
        Reads = [DeviceFacts.Combinations],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        const string Required = "no combination known to fail";
        var way = subject.Assignment.Assignment.Way;
        foreach (var device in Cards(subject))
        {
            var fact = subject.Read(DeviceFacts.Combinations, device);
            if (fact.State == ObservedState.Unreadable)
            {
                yield return subject.Unseen(device.Ref, "Whether this combination is known to fail", fact, Required, "Find out what server it is, and look into 'barelane catalog show combinations'.");
                continue;
            }

            var known = fact.Or([]).Where(c => c.Way is null || c.Way == way).ToList();
            foreach (var combination in known)
            {
                yield return Of(subject, device, combination, Required);
            }

            if (known.Count == 0 && fact.HasValue)
            {
                yield return subject.Pass(device.Ref, "nothing is known against it", Required);
            }
        }
    }

    private static IEnumerable<Device> Cards(RuleSubject subject) =>
        subject.Assignment.Gpus.Count > 0 || subject.Assignment.Assignment.Gpu.Profile is not { } profile
            ? subject.Assignment.Gpus.Select(g => g.Main).Where(d => d.IsGpu)
            : SliceCards.Of(subject.Host, subject.Assignment.Assignment.Gpu, profile).Take(1);

    private static Finding Of(RuleSubject subject, Device device, KnownCombination combination, string required)
    {
        var text = $"{combination.Text.TrimEnd('.')} ({combination.Source})";
        return combination.Verdict switch
        {
            CombinationVerdict.Works => subject.Pass(device.Ref, text, required),
            CombinationVerdict.Needs => subject.Say(Severity.Note, device.Ref, text, required, combination.Remedy),
            CombinationVerdict.Doubtful => subject.Say(Severity.Warn, device.Ref, text, required, combination.Remedy),
            _ => subject.Say(Severity.Block, device.Ref, text, required, combination.Remedy),
        };
    }
}
