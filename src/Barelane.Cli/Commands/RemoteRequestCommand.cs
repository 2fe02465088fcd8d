using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Remote;

namespace Barelane.Cli.Commands;

/// <summary><c>remote request</c>: a lease that outlives this program.</summary>
internal static class RemoteRequestCommand
{
    public static Command Create(CliContext context)
    {
        var pool = new PoolOptions();
        var wish = new LeaseOptions();
        var name = new Option<string?>("--name") { Description = "A name of yours for the lease: asking again gives the same one, with a new secret", HelpName = "NAME" };
        var keep = new Option<bool>("--keep") { Description = "It stays however long nobody uses it; needs --name" };
        var verb = new Verb("request", "Take a lease that several programs use, until it is released")
        {
            Examples =
            [
                ("barelane remote request --pool lab -n 1 -m 4GiB", "4 GiB of a device; prints what programs need"),
                ("barelane remote request --pool lab --name desk --keep", "a whole device that stays yours while nobody uses it"),
            ],
        };
        pool.AddTo(verb);
        wish.AddTo(verb);
        verb.Options.Add(name);
        verb.Options.Add(keep);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(keep) && parse.GetValue(name) is null)
            {
                throw new UsageException("'--keep' needs '--name', so that the lease can be found again.");
            }

            var request = wish.Read(parse) with { IsKept = parse.GetValue(keep), Name = parse.GetValue(name) ?? "" };
            var servers = await pool.ReadAsync(parse, context.Secrets, cancellationToken).ConfigureAwait(false);
            var search = new LeaseSearch(context);
            var states = await search.LookAsync(servers).ConfigureAwait(false);

            // A lease of that name is asked of the server that has it, whichever is nearest now.
            var owners = states.Where(s => request.Name.Length > 0 && s.View is { } view && view.HasLease(request.Name)).ToList();
            var (lease, connection, account) = search.Take(owners.Count > 0 ? owners : states, request, cancellationToken);
            using (connection)
            {
                var report = LeaseReport.Of(lease, account, pool.Typed(parse));
                context.Console.Out.Write(CommonOptions.IsJson(parse) ? RemoteJson.Text(report) : RemoteText.Render(report, context.Console.OutLook));
                return ExitCodes.Done;
            }
        });
        return verb;
    }
}
