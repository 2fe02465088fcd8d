using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Cli.Rehearsal.Recording;
using Barelane.Core.Adapters;
using Barelane.Engine.Sessions;
using Barelane.Rendering.Inventories;

namespace Barelane.Cli.Commands;

/// <summary><c>inspect</c>: what is there.</summary>
internal static class InspectCommand
{
    public const string Description = "Show hosts, cards and VMs, and what is left over; changes nothing";

    public static Command Create(CliContext context)
    {
        var sites = new SiteArguments();
        var all = new Option<bool>("--all-devices") { Description = "Show every PCI function, not only GPUs" };
        var record = new RecordOptions();
        var verb = new Verb("inspect", Description)
        {
            Examples =
            [
                ("barelane inspect", "every site of ./barelane.yaml"),
                ("barelane inspect https://vcenter.example/sdk -u me@vsphere.local --password env:VC_PASSWORD", "a site that is in no document yet"),
                ("barelane inspect dc1 --all-devices --output json", "one site, every PCI function, for a program"),
                ("barelane inspect dc1 --record dc1.json --scrub", "a record to rehearse on elsewhere, without your names"),
            ],
        };
        sites.AddTo(verb);
        verb.Options.Add(all);
        record.AddTo(verb);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var specs = await sites.ResolveAsync(parse, cancellationToken).ConfigureAwait(false);
            record.Check(parse, specs.Count);
            var session = await FleetSession.ConnectAsync(specs, context.Sites, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var fleet = OwnCatalog.Load(context.Console).Enrich(await session.InspectAsync(_ => InspectScope.Whole, cancellationToken).ConfigureAwait(false));
                if (CommonOptions.IsJson(parse))
                {
                    InventoryJson.Write(fleet, context.Console.Out);
                }
                else
                {
                    context.Console.Out.Write(InventoryText.Render(fleet, parse.GetValue(all), context.Console.OutLook));
                }

                await record.WriteAsync(parse, fleet, context, cancellationToken).ConfigureAwait(false);
                return ExitCodes.Done;
            }
        });
        return verb;
    }
}
