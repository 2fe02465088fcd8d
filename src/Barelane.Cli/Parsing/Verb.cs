using System.CommandLine;

namespace Barelane.Cli.Parsing;

/// <summary>A verb of the command line with the examples its help shows.</summary>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Lines to type, each with what it does.</summary>
    public IReadOnlyList<(string Command, string Does)> Examples { get; init; } = [];
}
