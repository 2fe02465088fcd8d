using Barelane.Cli.Inputs;
using Barelane.Cli.Terminal;
using Barelane.Engine.Sessions;

namespace Barelane.Cli;

/// <summary>What every verb works with.</summary>
/// <param name="Console">Where answers, progress and questions go.</param>
/// <param name="Interrupts">Requests to stop.</param>
/// <param name="Time">The clock.</param>
internal sealed record CliContext(CliConsole Console, Interrupts Interrupts, TimeProvider Time)
{
    /// <summary>Reads secrets.</summary>
    public SecretReader Secrets { get; } = new();

    /// <summary>Connects sites.</summary>
    public ISiteConnector Sites { get => field ??= new SiteConnector(Secrets); init; }
}
