using System.CommandLine;
using System.Net.Sockets;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Server.Pool;

namespace Barelane.Cli.Commands;

/// <summary><c>remote serve</c>: this machine's OpenCL devices, for programs elsewhere.</summary>
internal static class RemoteServeCommand
{
    public static Command Create(CliContext context)
    {
        var listen = new Option<string[]>("--listen") { Description = "unix:PATH, tls:ADDRESS:PORT, or, in the clear, tcp:ADDRESS:PORT; may be given again", HelpName = "ADDRESS", Required = true };
        var memory = new Option<string?>("--memory", "-m") { Description = "Device memory that one session may hold, such as 4GiB", HelpName = "SIZE" };
        var seconds = new Option<int>("--launch-seconds") { Description = "How long one kernel may run before its session is ended; 0: as long as it likes", HelpName = "SECONDS" };
        var total = new Option<string?>("--total-memory") { Description = "Device memory that all sessions may hold together; who finds none left waits", HelpName = "SIZE" };
        var idle = new Option<int>("--idle-seconds") { Description = "How long a session may be idle before it is ended; 0: as long as it likes", HelpName = "SECONDS" };
        var certificate = new Option<string?>("--certificate") { Description = "The server's certificate for tls:, a PEM file", HelpName = "FILE" };
        var key = new Option<string?>("--key") { Description = "Its key, where that is not in the same file", HelpName = "FILE" };
        var authority = new Option<string?>("--client-authority") { Description = "Clients have to show a certificate of this authority, a PEM file", HelpName = "FILE" };
        var tokens = new Option<string?>("--tokens") { Description = "Clients have to show a token: lines of a user, a blank and the user's token", HelpName = "FILE" };
        var sessions = new Option<int>("--sessions") { Description = "How many sessions may be open at once", HelpName = "COUNT", DefaultValueFactory = _ => 64 };
        var library = new Option<string>("--opencl") { Description = "The OpenCL library to load", HelpName = "LIBRARY", DefaultValueFactory = _ => "libOpenCL.so.1" };
        var leases = new Option<string?>("--leases") { Description = "Give devices by lease alone, and keep the leases in this folder over a restart", HelpName = "FOLDER" };
        var quotas = new Option<string?>("--quotas") { Description = "What each user may have: lines such as 'anna devices=2 memory=16GiB leases=4', '*' for all others", HelpName = "FILE" };
        var leaseIdle = new Option<int>("--lease-idle-seconds") { Description = "How long a lease may be unused before it is given back; 0: as long as it likes", HelpName = "SECONDS", DefaultValueFactory = _ => 1800 };
        var engine = new Option<string?>("--engine") { Description = "An external engine that serves the leases, a JSON file; Barelane ships none", HelpName = "FILE" };
        var metrics = new Option<string?>("--metrics") { Description = "Where Prometheus finds usage, in the clear: 127.0.0.1:9464", HelpName = "ADDRESS:PORT" };
        var verb = new Verb("serve", "Serve the devices of this machine's OpenCL")
        {
            Examples =
            [
                ("barelane remote serve --listen unix:/run/barelane.sock -m 4GiB", "each session may hold 4 GiB of device memory"),
                ("barelane remote serve --listen tls:0.0.0.0:7788 --certificate server.pem --tokens tokens --leases /var/lib/barelane/leases", "for a network, by lease"),
            ],
        };
        foreach (var option in (Option[])[listen, memory, total, seconds, idle, sessions, certificate, key, authority, tokens, leases, quotas, leaseIdle, engine, metrics, library])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(seconds) < 0 || parse.GetValue(idle) < 0 || parse.GetValue(leaseIdle) < 0 || parse.GetValue(sessions) < 1)
            {
                throw new UsageException("'--launch-seconds', '--idle-seconds' and '--lease-idle-seconds' have to be 0 or more, and '--sessions' 1 or more.");
            }

            if (parse.GetValue(leases) is null ? parse.GetValue(quotas) is not null || parse.GetValue(engine) is not null || parse.GetValue(metrics) is not null || parse.GetResult(leaseIdle) is { Implicit: false }
                : parse.GetValue(memory) is not null || parse.GetValue(total) is not null)
            {
                throw new UsageException(parse.GetValue(leases) is null
                    ? "'--quotas', '--lease-idle-seconds', '--engine' and '--metrics' go with '--leases FOLDER'."
                    : "'--memory' and '--total-memory' share out memory where there are no leases; with '--leases' each lease says what it has.");
            }

            var settings = new PoolSettings
            {
                Listen = parse.GetValue(listen)!,
                Worker = [.. OwnProgram.Words(), "remote", "worker"],
                Library = parse.GetValue(library)!,
                MemoryLimit = parse.GetValue(memory) is { } size ? MemorySize.Parse(size) : 0,
                TotalMemory = parse.GetValue(total) is { } all ? MemorySize.Parse(all) : 0,
                IdleSeconds = parse.GetValue(idle),
                CertificateFile = parse.GetValue(certificate),
                KeyFile = parse.GetValue(key),
                ClientAuthorityFile = parse.GetValue(authority),
                TokenFile = parse.GetValue(tokens),
                LaunchSeconds = parse.GetValue(seconds),
                MaxSessions = parse.GetValue(sessions),
                Leases = parse.GetValue(leases) is { } folder ? new LeaseSettings
                {
                    Folder = Path.GetFullPath(folder),
                    QuotaFile = parse.GetValue(quotas),
                    IdleSeconds = parse.GetValue(leaseIdle),
                    Engine = EngineOf(parse.GetValue(engine)),
                    Metrics = parse.GetValue(metrics),
                    Time = context.Time,
                } : null,
            };
            using var server = Open(settings, context);
            foreach (var address in server.Addresses)
            {
                await context.Console.Out.WriteLineAsync($"Serving on {address}").ConfigureAwait(false);
            }

            await context.Console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            await server.RunAsync(cancellationToken).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return verb;
    }

    private static EngineFile? EngineOf(string? file)
    {
        try
        {
            return file is null ? null : EngineFile.Read(file);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
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
}
