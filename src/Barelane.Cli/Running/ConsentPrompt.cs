using System.Collections.Frozen;
using Barelane.Cli.Terminal;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Running;

/// <summary>
/// Asks for the consents a plan lacks. What is typed proves that the plan was read: the name of the one host or VM that goes down, or, where
/// there are several or none, the first characters of the plan's id. It holds for that plan alone.
/// </summary>
internal static class ConsentPrompt
{
    private const int IdCharacters = 4;

    private static readonly string[] Severe = [ConsentNames.HostReboot, ConsentNames.HostMaintenance, ConsentNames.VmHardOff, ConsentNames.VmPowerOff];

    /// <summary>The consents, or null where they are not given.</summary>
    public static async Task<TypedConsents?> AskAsync(CliConsole console, PlanView view, CancellationToken cancellationToken)
    {
        var id = PlanFormat.IdOf(view.Plan);
        var (word, what) = WordOf(view, id);
        await console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        await console.Error.WriteLineAsync().ConfigureAwait(false);
        await console.Error.WriteLineAsync($"To agree to all of this, for this plan alone, type {what}: {word}").ConfigureAwait(false);
        var typed = (await console.AskAsync("Anything else stops here.", cancellationToken).ConfigureAwait(false))?.Trim();
        if (!string.Equals(typed, word, StringComparison.Ordinal))
        {
            return null;
        }

        return new TypedConsents
        {
            PlanId = id,
            Names = view.MissingNames.ToFrozenSet(StringComparer.Ordinal),
            Bystanders = view.MissingBystanders.ToFrozenSet(StringComparer.Ordinal),
        };
    }

    private static (string Word, string What) WordOf(PlanView view, string id)
    {
        foreach (var consent in Severe)
        {
            var subjects = view.Missing.Where(m => string.Equals(m.Impact.Consent, consent, StringComparison.Ordinal)).Select(m => m.Impact.SubjectName).Distinct(StringComparer.Ordinal).ToList();
            if (subjects.Count == 1)
            {
                var kind = consent.StartsWith("host", StringComparison.Ordinal) ? "the host's name" : "the VM's name";
                return (subjects[0][(subjects[0].IndexOf('/', StringComparison.Ordinal) + 1)..], kind);
            }

            if (subjects.Count > 1)
            {
                break;
            }
        }

        var hash = id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return (hash[..IdCharacters], "the first four characters of the plan's id");
    }
}
