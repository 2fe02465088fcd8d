using System.CommandLine;
using System.CommandLine.Invocation;

namespace Barelane.Cli.Parsing;

/// <summary>Prints the program's name and version.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(QuickVersion.Line);
        return ExitCodes.Done;
    }
}
