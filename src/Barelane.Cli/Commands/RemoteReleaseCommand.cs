using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Remote;
using Barelane.Core.Adapters;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Commands;

/// <summary><c>remote release</c>: a lease is given back.</summary>
internal static class RemoteReleaseCommand
{
    public static Command Create(CliContext context)
    {
        var pool = new PoolOptions();
        var lease = new Argument<string>("lease") { Description = "The lease's id, as 'remote list' shows it, or your name for it" };
        var verb = new Verb("release", "Give a lease back; programs that use it lose their devices")
        {
            Examples = [("barelane remote release 3fa1b2c4 --pool lab", "the lease of that id, on whichever server it is")],
        };
        pool.AddTo(verb);
        verb.Arguments.Add(lease);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var servers = await pool.ReadAsync(parse, context.Secrets, cancellationToken).ConfigureAwait(false);
            var states = await new LeaseSearch(context).LookAsync(servers).ConfigureAwait(false);
            var id = parse.GetValue(lease)!;
            var refusals = new List<LeaseReply>();
            foreach (var state in states.Where(s => s.View is { HasLeases: true }))
            {
                using var connection = PoolConnection.Open(state.Account);
                var reply = connection.Ask(new LeaseRequest { Verb = LeaseVerb.Release, Lease = id });
                if (reply.State == LeaseState.Released)
                {
                    var report = new ReleaseReport { Server = state.Account.Address, Message = reply.Message };
                    context.Console.Out.Write(CommonOptions.IsJson(parse) ? RemoteJson.Text(report) : $"{reply.Message}\n");
                    return ExitCodes.Done;
                }

                refusals.Add(reply);
            }

            var silent = states.Where(s => s.View is null).Select(s => s.Account.Address).ToList();
            var refusal = refusals.Find(r => !r.IsMissing);
            throw new ProblemException(
                new Problem
                {
                    Code = "lease-refused",
                    Message = refusal?.Message ?? (refusals.Count == 0 ? "No server that was asked gives leases." : $"There is no lease '{id}' on the {(refusals.Count == 1 ? "server" : $"{refusals.Count} servers")} that could be asked: it was given back already, or it is elsewhere."),
                    Remedy = silent.Count > 0 ? $"Not asked, because they did not answer: {string.Join(", ", silent)}." : $"'barelane remote list{pool.Typed(parse)}' shows the leases.",
                },
                ExitCodes.Error);
        });
        return verb;
    }
}
