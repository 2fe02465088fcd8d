using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Remote;
using Barelane.Remote.Leasing;

namespace Barelane.Cli.Commands;

/// <summary><c>remote list</c>: devices, leases and who waits.</summary>
internal static class RemoteListCommand
{
    public static Command Create(CliContext context)
    {
        var pool = new PoolOptions();
        var verb = new Verb("list", "Show devices, who has leases of them, and who waits")
        {
            Examples = [("barelane remote list --pool lab", "every server of the pool")],
        };
        pool.AddTo(verb);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var states = await PoolChoice.LookAsync(await pool.ReadAsync(parse, context.Secrets, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            var report = PoolReport.Of("remoteList", states);
            context.Console.Out.Write(CommonOptions.IsJson(parse) ? RemoteJson.Text(report) : RemoteText.List(report, context.Time.LocalTimeZone, context.Console.OutLook));
            return states.Any(s => s.View is null) ? states.All(s => s.View is null) ? ExitCodes.Error : ExitCodes.Unseen : ExitCodes.Done;
        });
        return verb;
    }
}
