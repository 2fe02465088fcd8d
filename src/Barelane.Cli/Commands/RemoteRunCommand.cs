using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Barelane.Cli.Parsing;
using Barelane.Cli.Remote;
using Barelane.Remote.Leasing;

namespace Barelane.Cli.Commands;

/// <summary><c>remote run</c>: a program with a server's devices as its OpenCL, and a lease of them for as long as it runs.</summary>
internal static partial class RemoteRunCommand
{
    private const int Terminate = 15;

    public static Command Create(CliContext context)
    {
        var pool = new PoolOptions();
        var wish = new LeaseOptions();
        var driver = new Option<string?>("--driver") { Description = $"The driver's library; without it, {ProgramPlace.DriverName} beside barelane", HelpName = "FILE" };
        var program = new Argument<string[]>("program") { Description = "The program and its arguments, after --", Arity = ArgumentArity.OneOrMore };
        var verb = new Verb("run", "Run a program that sees a server's devices as its only OpenCL")
        {
            Examples =
            [
                ("barelane remote run --server tls:gpu01:7788 -- clinfo -l", "on a whole device of one server"),
                ("barelane remote run --pool lab -n 1 -m 4GiB -- python3 train.py", "on 4 GiB of a device, of the pool's best server"),
            ],
        };
        pool.AddTo(verb);
        wish.AddTo(verb);
        verb.Options.Add(driver);
        verb.Arguments.Add(program);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var request = wish.Read(parse) with { IsHeld = true };
            var words = parse.GetValue(program)!;
            var servers = await pool.ReadAsync(parse, context.Secrets, cancellationToken).ConfigureAwait(false);
            if (DriverVariables.Of("BARELANE_REMOTE_LEASE") is { Length: > 0 } own && servers.Count == 1 && !wish.IsGiven(parse))
            {
                using var place = ProgramPlace.OfDriver(ProgramPlace.Driver(parse.GetValue(driver)), servers[0], own);
                return await RunAsync(words, place.Variables).ConfigureAwait(false);
            }

            var search = new LeaseSearch(context);
            var states = await search.LookAsync(servers).ConfigureAwait(false);
            if (states.All(s => s.View is not { HasLeases: true }))
            {
                using var place = ProgramPlace.OfDriver(ProgramPlace.Driver(parse.GetValue(driver)), WithoutLease(states, request.Devices), "");
                var limit = wish.Memory(parse);
                return await RunAsync(words, limit == 0 ? place.Variables : new Dictionary<string, string>(place.Variables) { ["BARELANE_REMOTE_MEMORY"] = limit.ToString(CultureInfo.InvariantCulture) }).ConfigureAwait(false);
            }

            // Before anybody waits: what can't be run needs no lease.
            var library = states.Any(s => s.View is { HasLeases: true, Engine.Length: 0 }) ? ProgramPlace.Driver(parse.GetValue(driver)) : "";
            var (lease, connection, account) = search.Take(states, request, cancellationToken);
            using (connection)
            {
                using var place = lease.Engine.Length > 0 ? ProgramPlace.OfEngine(lease, account) : ProgramPlace.OfDriver(library, account, lease.Secret);
                var isOver = false;
                var watch = Task.Run(() =>
                {
                    var reason = connection.WaitForEnd();
                    if (!Volatile.Read(ref isOver))
                    {
                        context.Console.Error.WriteLine($"barelane: {reason ?? $"The connection to {account.Address} is gone, and the lease with it."}");
                    }
                }, CancellationToken.None);
                var code = await RunAsync(words, place.Variables).ConfigureAwait(false);
                Volatile.Write(ref isOver, true);
                connection.Dispose();
                await watch.ConfigureAwait(false);
                return code;
            }
        });
        return verb;
    }

    private static PoolAccount WithoutLease(IReadOnlyList<ServerState> states, int devices) => devices > 1
        ? throw new UsageException("The server gives no leases (it was started without --leases), and '-n' asks for devices of one: leave it out.")
        : states.Where(s => s.View is not null).MinBy(s => s.View!.Sessions)!.Account;

    private static async Task<int> RunAsync(string[] words, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1));
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var child = Process.Start(start) ?? throw new UsageException($"'{words[0]}' could not be started.");
            // A stop is the child's to answer. It gets the terminal's signals itself; what is sent to this process alone is passed on.
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                _ = Kill(child.Id, Terminate);
            });
            await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            return child.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new UsageException($"'{words[0]}' could not be started: {e.Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
