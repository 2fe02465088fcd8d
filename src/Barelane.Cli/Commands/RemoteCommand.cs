using System.CommandLine;
using Barelane.Cli.Parsing;

namespace Barelane.Cli.Commands;

/// <summary><c>remote</c>: the pool of GPUs that OpenCL programs use over the network.</summary>
internal static class RemoteCommand
{
    public const string Description = "Serve this machine's GPUs to OpenCL programs elsewhere, or run a program on such GPUs";

    public static Command Create(CliContext context)
    {
        var verb = new Verb("remote", Description)
        {
            Examples =
            [
                ("barelane remote serve --listen unix:/run/barelane.sock", "the devices of this machine's OpenCL, for programs on this machine"),
                ("barelane remote run --server unix:/run/barelane.sock -- clinfo", "a program that sees the server's devices, and only those"),
                ("barelane remote list --pool lab", "who has what of a pool, and who waits"),
            ],
        };
        verb.Subcommands.Add(RemoteServeCommand.Create(context));
        verb.Subcommands.Add(RemoteRunCommand.Create(context));
        verb.Subcommands.Add(RemoteRequestCommand.Create(context));
        verb.Subcommands.Add(RemoteReleaseCommand.Create(context));
        verb.Subcommands.Add(RemoteListCommand.Create(context));
        verb.Subcommands.Add(RemoteHealthCommand.Create(context));
        verb.Subcommands.Add(RemoteMeasureCommand.Create(context));
        verb.Subcommands.Add(RemoteProbeCommand.Create(context));
        verb.Subcommands.Add(RemoteWorkerCommand.Create());
        return verb;
    }
}
