using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Remote;
using Barelane.Remote.Leasing;

namespace Barelane.Cli.Commands;

/// <summary><c>remote health</c>: which servers answer, and how fast.</summary>
internal static class RemoteHealthCommand
{
    public static Command Create(CliContext context)
    {
        var pool = new PoolOptions();
        var verb = new Verb("health", "Check that each server answers, knows you, and has devices")
        {
            Examples = [("barelane remote health --pool lab", "0 where all servers are well, 1 where one is not")],
        };
        pool.AddTo(verb);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var states = await PoolChoice.LookAsync(await pool.ReadAsync(parse, context.Secrets, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            var report = PoolReport.Of("remoteHealth", states);
            context.Console.Out.Write(CommonOptions.IsJson(parse) ? RemoteJson.Text(report) : RemoteText.Health(report, context.Console.OutLook));
            return states.Any(s => s.View is null) ? ExitCodes.Error : ExitCodes.Done;
        });
        return verb;
    }
}
