using System.CommandLine;

namespace Barelane.Cli.Parsing;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>The document that is read where none is named.</summary>
    public const string DefaultFile = "barelane.yaml";

    /// <summary>How the answer is written; every verb has it.</summary>
    public static readonly Option<OutputFormat> Output = new("--output", "-o")
    {
        Description = "How the answer is written: text or json",
        HelpName = "text|json",
        Recursive = true,
        CustomParser = result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "text":
                    return OutputFormat.Text;
                case "json":
                    return OutputFormat.Json;
                default:
                    result.AddError($"'{result.Tokens[0].Value}' is not a form of output; write 'text' or 'json'.");
                    return OutputFormat.Text;
            }
        },
    };

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
}
