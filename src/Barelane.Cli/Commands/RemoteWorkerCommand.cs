using System.CommandLine;
using Barelane.Remote.Server.Worker;

namespace Barelane.Cli.Commands;

/// <summary><c>remote worker</c>: one session's process, which only the server starts.</summary>
internal static class RemoteWorkerCommand
{
    public static Command Create()
    {
        var verb = new Command("worker", "One session's process; the server starts it") { Hidden = true };
        verb.SetAction(_ => WorkerProgram.Run(Console.In));
        return verb;
    }
}
