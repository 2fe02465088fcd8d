using System.CommandLine;
using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.Cli.Parsing;

/// <summary>Consents given on the command line, beside those of the document.</summary>
internal sealed class ConsentOptions
{
    private readonly Option<string[]> _consent = new("--consent")
    {
        Description = "Agree to what a plan costs, by name: host-reboot,vm-power-off,…",
        HelpName = "NAME,…",
    };

    private readonly Option<string[]> _bystander = new("--bystander")
    {
        Description = "Agree that a VM outside of the document is hit, as alias/name; or 'all'",
        HelpName = "VM",
    };

    public ConsentOptions() => _consent.CompletionSources.Add(_ => ConsentNames.All.Keys.Order(StringComparer.Ordinal));

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_consent);
        command.Options.Add(_bystander);
    }

    /// <summary>Everything that is agreed to; unknown names are refused.</summary>
    public GivenConsents Read(ParseResult parse, Document document)
    {
        var names = Parsing.Words.Split(parse.GetValue(_consent));
        foreach (var name in names.Where(n => !ConsentNames.All.ContainsKey(n)))
        {
            var hint = Nearest.Hint(name, ConsentNames.All.Keys);
            throw new UsageException($"'{name}' is not a consent.{(hint.Length > 0 ? hint : $" Known are: {string.Join(", ", ConsentNames.All.Keys.Order(StringComparer.Ordinal))}.")}");
        }

        return new GivenConsents
        {
            ForAll = document.Consent.Concat(names).ToHashSet(StringComparer.Ordinal),
            ByUnit = document.Assignments.ToDictionary(a => a.Vm, a => (IReadOnlySet<string>)a.Consent.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
            Bystanders = document.Bystanders.Concat(parse.GetValue(_bystander) ?? []).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The words that give the same consents again, those typed at the prompt among them: they were given for all of a plan whose rest is done later.</summary>
    public static IReadOnlyList<string> Words(GivenConsents given)
    {
        var names = given.ForAll.Concat(given.Typed?.Names ?? new HashSet<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var bystanders = given.Bystanders.Concat(given.Typed?.Bystanders ?? new HashSet<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. names.Count > 0 ? (string[])["--consent", string.Join(',', names)] : [], .. bystanders.SelectMany(b => (string[])["--bystander", b])];
    }
}
