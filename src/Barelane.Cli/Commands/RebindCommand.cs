using System.CommandLine;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Planning;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Commands;

/// <summary><c>rebind</c>: repairs VMs after a card or a board was exchanged or addresses moved.</summary>
internal static class RebindCommand
{
    public const string Description = "Point VMs at their card again after it or its board was exchanged, or its address moved";

    public static Command Create(CliContext context)
    {
        var vms = new Argument<string[]>("vm") { Description = "VMs as alias/name; left out: every VM that points at a card that is not there", Arity = ArgumentArity.ZeroOrMore };
        return GoalVerb.Create(context, new GoalVerb
        {
            Name = "rebind",
            Description = Description,
            Examples =
            [
                ("barelane rebind --plan-only", "what would be repaired"),
                ("barelane rebind dc1/render-01", "repair one VM"),
            ],
            Argument = vms,
            Typed = parse => string.Concat((parse.GetValue(vms) ?? []).Select(v => " " + ConsentText.ShellWord(v))),
            GoalOf = async (session, parse, cancellationToken) =>
            {
                var fleet = await session.Workbench.InspectAsync(cancellationToken).ConfigureAwait(false);
                var names = parse.GetValue(vms) ?? [];
                var chosen = names.Length > 0
                    ? names.Select(n => Find(fleet, n)).ToList()
                    : fleet.Vms.Where(v => OrphanSearch.MissingCards(fleet, v).Any()).ToList();
                if (chosen.Count == 0)
                {
                    await context.Console.Error.WriteLineAsync("Every VM's card is where the VM looks for it: there is nothing to rebind.").ConfigureAwait(false);
                    return null;
                }

                return (fleet, RebindGoal.From(fleet, session.Document.Name, chosen, session.Session.Planners));
            },
        });
    }

    private static Vm Find(FleetInventory fleet, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var site = slash <= 0 ? null : fleet.Sites.FirstOrDefault(s => string.Equals(s.Site.Alias, name[..slash], StringComparison.Ordinal));
        if (site is null)
        {
            throw new UsageException($"'{name}' must begin with its site's alias: write one of {string.Join(", ", fleet.Sites.Select(s => $"'{s.Site.Alias}/NAME'"))}.");
        }

        var found = fleet.VmsNamed(site.Site.Alias, name[(slash + 1)..]);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UsageException($"'{site.Site.Alias}' has no VM '{name[(slash + 1)..]}'.{Nearest.Hint(name[(slash + 1)..], site.Vms.Select(v => v.Name))}"),
            _ => throw new UsageException($"'{name}' is the name of {found.Count} VMs; write the path: {string.Join(", ", found.Select(v => $"'{site.Site.Alias}/{v.Path}'"))}."),
        };
    }
}
