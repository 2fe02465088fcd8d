using System.CommandLine;

namespace Barelane.Cli.Parsing;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>The document that is read where none is named.</summary>
    public const string DefaultFile = "barelane.yaml";

    private const string Text = "text";
    private const string Json = "json";

    /// <summary>How the answer is written; every verb has it. A text, since the parser's code for types of our own would have to be compiled at each start.</summary>
    public static readonly Option<string?> Output = MakeOutput();

    /// <summary>Whether a defect of the program shows where it happened; every verb has it.</summary>
    public static readonly Option<bool> Debug = new("--debug")
    {
        Description = "Show where in the program an error came from",
        Recursive = true,
    };

    /// <summary>The document.</summary>
    public static Option<string> File() => new("--file", "-f")
    {
        Description = "The document that says which VM gets what",
        HelpName = "FILE",
        DefaultValueFactory = _ => DefaultFile,
    };

    /// <summary>The journal.</summary>
    public static Option<string?> Journal() => new("--journal")
    {
        Description = "The journal; left out: journal.db under $BARELANE_HOME, or under the user's state folder",
        HelpName = "FILE",
    };

    /// <summary>How the answer is to be written.</summary>
    public static OutputFormat FormatOf(ParseResult parse) =>
        string.Equals(parse.GetValue(Output), Json, StringComparison.Ordinal) ? OutputFormat.Json : OutputFormat.Text;

    /// <summary>Whether the answer is for a program.</summary>
    public static bool IsJson(ParseResult parse) => FormatOf(parse) == OutputFormat.Json;

    private static Option<string?> MakeOutput()
    {
        var option = new Option<string?>("--output", "-o")
        {
            Description = "How the answer is written: text or json",
            HelpName = "text|json",
            Recursive = true,
        };
        option.CompletionSources.Add(Text, Json);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[0].Value is not (Text or Json))
            {
                result.AddError($"'{result.Tokens[0].Value}' is not a form of output; write '{Text}' or '{Json}'.");
            }
        });
        return option;
    }
}
