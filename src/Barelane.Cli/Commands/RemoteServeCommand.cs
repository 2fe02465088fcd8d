using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Barelane.Cli.Parsing;
using Barelane.Remote.Server.Pool;

namespace Barelane.Cli.Commands;

/// <summary><c>remote serve</c>: this machine's OpenCL devices, for programs elsewhere.</summary>
internal static class RemoteServeCommand
{
    public static Command Create(CliContext context)
    {
        var listen = new Option<string[]>("--listen") { Description = "unix:PATH or tcp:ADDRESS:PORT; may be given several times", HelpName = "ADDRESS", Required = true };
        var memory = new Option<string?>("--memory", "-m") { Description = "Device memory that one session may hold, such as 4GiB", HelpName = "SIZE" };
        var seconds = new Option<int>("--launch-seconds") { Description = "How long one kernel may run before its session is ended; 0: as long as it likes", HelpName = "SECONDS" };
        var sessions = new Option<int>("--sessions") { Description = "How many sessions may be open at once", HelpName = "COUNT", DefaultValueFactory = _ => 64 };
        var library = new Option<string>("--opencl") { Description = "The OpenCL library to load", HelpName = "LIBRARY", DefaultValueFactory = _ => "libOpenCL.so.1" };
        var verb = new Verb("serve", "Serve the devices of this machine's OpenCL")
        {
            Examples = [("barelane remote serve --listen unix:/run/barelane.sock -m 4GiB", "each session may hold 4 GiB of device memory")],
        };
        verb.Options.Add(listen);
        verb.Options.Add(memory);
        verb.Options.Add(seconds);
        verb.Options.Add(sessions);
        verb.Options.Add(library);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(seconds) < 0 || parse.GetValue(sessions) < 1)
            {
                throw new UsageException("'--launch-seconds' has to be 0 or more, and '--sessions' 1 or more.");
            }

            var settings = new PoolSettings
            {
                Listen = parse.GetValue(listen)!,
                Worker = WorkerCommand(),
                Library = parse.GetValue(library)!,
                MemoryLimit = parse.GetValue(memory) is { } size ? MemorySize.Parse(size) : 0,
                LaunchSeconds = parse.GetValue(seconds),
                MaxSessions = parse.GetValue(sessions),
            };
            using var server = Open(settings, context);
            foreach (var address in server.Addresses)
            {
                await context.Console.Out.WriteLineAsync($"Serving on {(address is IPEndPoint ? "tcp" : "unix")}:{address}").ConfigureAwait(false);
            }

            await context.Console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            await server.RunAsync(cancellationToken).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return verb;
    }

    private static PoolServer Open(PoolSettings settings, CliContext context)
    {
        try
        {
            return new PoolServer(settings, context.Console.Error);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
        catch (SocketException e)
        {
            throw new UsageException($"The server can't listen on {string.Join(" and ", settings.Listen)}: {e.Message}");
        }
    }

    /// <summary>This very program, however it was started.</summary>
    private static string[] WorkerCommand()
    {
        var program = Environment.ProcessPath ?? throw new UsageException("This system does not say which program runs, so that no worker can be started.");
        return string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.Ordinal)
            ? [program, Path.Combine(AppContext.BaseDirectory, "barelane.dll"), "remote", "worker"]
            : [program, "remote", "worker"];
    }
}
