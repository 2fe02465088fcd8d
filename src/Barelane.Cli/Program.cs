using Barelane.Cli.Terminal;

namespace Barelane.Cli;

internal static class Program
{
    // Not async: the code around an async entry point would have to be compiled at each start.
    public static int Main(string[] args)
    {
        if (QuickVersion.TryAnswer(args))
        {
            return ExitCodes.Done;
        }

        using var interrupts = new Interrupts();
        using var console = CliConsole.OfProcess();
        return CommandLine.Run(args, new CliContext(console, interrupts, TimeProvider.System));
    }
}
