using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Barelane.Cli.Parsing;
using Barelane.Cli.Remote;
using Barelane.Cli.Running;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Measuring;

namespace Barelane.Cli.Commands;

/// <summary><c>remote measure</c>: round trip, launches and bandwidth to each server.</summary>
internal static class RemoteMeasureCommand
{
    private const int Bytes = 64 << 20;
    private const ulong LeasedBytes = 256UL << 20;

    public static Command Create(CliContext context)
    {
        var pool = new PoolOptions();
        var driver = new Option<string?>("--driver") { Description = $"The driver's library; without it, {ProgramPlace.DriverName} beside barelane", HelpName = "FILE" };
        var wait = new Option<int>("--wait") { Description = "How long to wait for a lease of 256 MiB on each server, in seconds", HelpName = "SECONDS", DefaultValueFactory = _ => 10 };
        var verb = new Verb("measure", "Measure round trip, launches and bandwidth to each server")
        {
            Examples = [("barelane remote measure --pool lab", "each server in turn, with a small lease of its first free device")],
        };
        pool.AddTo(verb);
        verb.Options.Add(driver);
        verb.Options.Add(wait);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(wait) < 0)
            {
                throw new UsageException("'--wait' has to be 0 or more.");
            }

            var library = ProgramPlace.Driver(parse.GetValue(driver));
            var states = await PoolChoice.LookAsync(await pool.ReadAsync(parse, context.Secrets, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            var entries = new List<MeasureEntry>();
            foreach (var state in states)
            {
                entries.Add(await MeasureAsync(state, library, parse.GetValue(wait), cancellationToken).ConfigureAwait(false));
            }

            var report = new MeasureReport { Servers = entries };
            context.Console.Out.Write(CommonOptions.IsJson(parse) ? RemoteJson.Text(report) : RemoteText.Measured(report, context.Console.OutLook));
            return entries.Exists(e => e.Problem.Length > 0) ? ExitCodes.Error : ExitCodes.Done;
        });
        return verb;
    }

    private static async Task<MeasureEntry> MeasureAsync(ServerState state, string library, int wait, CancellationToken cancellationToken)
    {
        if (state.View is not { } view)
        {
            return new MeasureEntry { Server = state.Account.Address, Problem = state.Problem };
        }

        var entry = new MeasureEntry { Server = state.Account.Address, RoundTripMicroseconds = Math.Round(state.RoundTrip.TotalMicroseconds, 1) };
        if (view.Engine.Length > 0)
        {
            return entry with { Problem = $"{entry.Server}: It is served by '{view.Engine}', not by Barelane's OpenCL; only the round trip can be measured." };
        }

        try
        {
            using var connection = view.HasLeases ? PoolConnection.Open(state.Account) : null;
            var reply = connection?.Request(
                new LeaseRequest { Verb = LeaseVerb.Request, IsHeld = true, Memory = LeasedBytes, WaitSeconds = wait, Client = $"{Environment.UserName}@{Environment.MachineName} measure" },
                _ => { },
                cancellationToken);
            if (reply is { Lease: null })
            {
                return entry with { Problem = $"{entry.Server}: {reply.Message}" };
            }

            using var place = ProgramPlace.OfDriver(library, state.Account, reply?.Lease?.Secret ?? "");
            var rates = await RunAsync(place, cancellationToken).ConfigureAwait(false);
            return rates.Problem.Length > 0 ? entry with { Problem = $"{entry.Server}: {rates.Problem}" } : entry with { Rates = rates };
        }
        catch (PoolException e)
        {
            return entry with { Problem = e.Message };
        }
    }

    private static async Task<MeasuredRates> RunAsync(ProgramPlace place, CancellationToken cancellationToken)
    {
        var words = OwnProgram.Words();
        var start = new ProcessStartInfo(words[0], [.. words.Skip(1), "remote", "probe", Bytes.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in place.Variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var answer = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            var why = (await said.ConfigureAwait(false)).Trim();
            return process.ExitCode == 0 && JsonSerializer.Deserialize(answer, MeasuredJson.Default.MeasuredRates) is { } rates
                ? rates with { Problem = rates.Problem.Length > 0 ? $"{rates.Problem} {why}".Trim() : "" }
                : new MeasuredRates { Problem = $"The program that measures ended with {process.ExitCode}. {why}".Trim() };
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
