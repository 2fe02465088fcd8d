using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Core.Goals;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Parsing;

/// <summary>The document a verb works on, and the journal it is remembered in.</summary>
internal sealed class DocumentOptions
{
    private readonly Option<string> _file = CommonOptions.File();

    private readonly Option<string?> _journal = CommonOptions.Journal();

    private readonly Option<string[]> _accept = new("--accept")
    {
        Description = "Accept that a rule could not see what it needs, by the rule's id",
        HelpName = "RULE",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command, bool withAccept = true)
    {
        command.Options.Add(_file);
        command.Options.Add(_journal);
        if (withAccept)
        {
            command.Options.Add(_accept);
        }
    }

    /// <summary>The document, with the rules accepted on the command line beside its own.</summary>
    public async Task<Document> ReadAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var document = await DocumentFile.ReadAsync(parse.GetValue(_file)!, cancellationToken).ConfigureAwait(false);
        var accepted = Parsing.Words.Split(parse.GetValue(_accept));
        RuleNames.Require(accepted, "--accept");
        RuleNames.Require(document.Accept.Concat(document.Assignments.SelectMany(a => a.Accept)), "'accept' in the document");
        return document with { Accept = [.. document.Accept.Concat(accepted).Distinct(StringComparer.Ordinal)] };
    }

    /// <summary>The journal's path.</summary>
    public string JournalPath(ParseResult parse) => JournalPlace.Of(parse.GetValue(_journal));

    /// <summary>What the user typed to name the document, for commands that are suggested.</summary>
    public string Typed(ParseResult parse)
    {
        var file = parse.GetValue(_file)!;
        var journal = parse.GetValue(_journal);
        return (string.Equals(file, CommonOptions.DefaultFile, StringComparison.Ordinal) ? "" : $" --file {ConsentText.ShellWord(file)}")
            + (journal is null ? "" : $" --journal {ConsentText.ShellWord(journal)}")
            + string.Concat(Parsing.Words.Split(parse.GetValue(_accept)).Select(a => $" --accept {a}"));
    }

    /// <summary>The words that name the same document and journal from anywhere.</summary>
    public IReadOnlyList<string> Words(ParseResult parse) =>
    [
        _file.Name, Path.GetFullPath(parse.GetValue(_file)!),
        _journal.Name, JournalPath(parse),
        .. Parsing.Words.Split(parse.GetValue(_accept)).SelectMany(a => (string[])[_accept.Name, a]),
    ];

    /// <summary>Full paths of the document and the journal.</summary>
    public IReadOnlyList<string> Files(ParseResult parse) => [Path.GetFullPath(parse.GetValue(_file)!), JournalPath(parse)];
}
