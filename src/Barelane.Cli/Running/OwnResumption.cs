using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.Cli.Running;

/// <summary>The command with which this program goes on with a run of its own after the machine's reboot.</summary>
internal static class OwnResumption
{
    private static readonly string[] Needed = ["BARELANE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "DOTNET_ROOT", "SSL_CERT_DIR", "SSL_CERT_FILE"];

    /// <summary>The command.</summary>
    public static ResumeCommand Of(PlannedVerb planned, GivenConsents given, string run) => new()
    {
        Run = run,
        Words = [.. OwnProgram.Words(), "resume", run, .. planned.Again, .. ConsentOptions.Words(given)],
        Environment = Needed.Select(n => (Name: n, Value: Environment.GetEnvironmentVariable(n))).Where(v => !string.IsNullOrEmpty(v.Value)).ToDictionary(v => v.Name, v => v.Value!, StringComparer.Ordinal),
        Files = planned.Files,
        User = Environment.UserName,
    };

    /// <summary>What it will lack: a unit's file is no place for secrets, so those that come from the environment are not there. Null where nothing is lacking.</summary>
    public static string? Lacks(Document document)
    {
        var names = document.Sites.Select(s => s.Password).Concat(document.Assignments.Select(a => a.Guest?.Password)).OfType<SecretRef>()
            .Where(s => s.Source == "env").Select(s => $"'{s.Name}'").Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null
            : $"After the reboot the run can't go on by itself, as {string.Join(", ", names)} will not be in its environment: run 'barelane resume' yourself, or take the secrets from 'file:' or 'command:'.";
    }
}
