using Barelane.Cli.Terminal;

namespace Barelane.Cli;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        using var interrupts = new Interrupts();
        using var console = CliConsole.OfProcess();
        return await CommandLine.RunAsync(args, new CliContext(console, interrupts, TimeProvider.System)).ConfigureAwait(false);
    }
}
