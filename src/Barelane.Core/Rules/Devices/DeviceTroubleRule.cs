using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Devices;

/// <summary>What the card catalogue knows to go wrong with the model.</summary>
internal sealed class DeviceTroubleRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-TROUBLE-001",
        Title = "No trouble is known of the model",
        Why = "What others ran into with this model is cheaper to read beforehand than to find out.",
        Source = "Barelane's card catalogue, with a source for each entry",
        Reads = [DeviceFacts.KnownTrouble],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main).Where(d => d.IsGpu))
        {
            const string Required = "no known trouble";
            var fact = subject.Read(DeviceFacts.KnownTrouble, device);
            if (!fact.IsKnown)
            {
                yield return subject.Unseen(device.Ref, $"Known trouble of '{device.Id}'", fact, Required, "Add the model to your own catalogue file, with what you know of it.");
                continue;
            }

            foreach (var trouble in fact.Or([]))
            {
                yield return subject.Say(Severity.Note, device.Ref, trouble, Required, "Read it before the first run; nothing has to be done beforehand.");
            }

            if (fact.Or([]).Count == 0)
            {
                yield return subject.Pass(device.Ref, "no trouble is known of the model", Required);
            }
        }
    }
}
