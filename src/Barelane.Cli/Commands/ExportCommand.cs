using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Engine.Documents;
using Barelane.Engine.Sessions;

namespace Barelane.Cli.Commands;

/// <summary><c>export</c>: writes the document for GPU VMs that exist.</summary>
internal static class ExportCommand
{
    public const string Description = "Print a document that describes the GPU VMs that exist; changes nothing";

    public static Command Create(CliContext context)
    {
        var sites = new SiteArguments();
        var name = new Option<string>("--name") { Description = "The new document's name", HelpName = "NAME", DefaultValueFactory = _ => "exported" };
        var verb = new Verb("export", Description)
        {
            Examples =
            [
                ("barelane export https://vcenter.example/sdk -u me --password env:VC > barelane.yaml", "begin a document from what a site has now"),
                ("barelane adopt", "then take them under care"),
            ],
        };
        sites.AddTo(verb);
        verb.Options.Add(name);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var specs = await sites.ResolveAsync(parse, cancellationToken).ConfigureAwait(false);
            var session = await FleetSession.ConnectAsync(specs, context.Sites, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var fleet = await session.InspectAsync(_ => InspectScope.Whole, cancellationToken).ConfigureAwait(false);
                var text = DocumentWriter.Write(Exporter.Export(fleet, parse.GetValue(name)!, specs));
                context.Console.Out.Write(text);
                var problems = DocumentReader.Read(text).Problems;
                foreach (var problem in problems)
                {
                    await context.Console.Error.WriteLineAsync($"To be mended by hand: {problem}").ConfigureAwait(false);
                }

                return ExitCodes.Done;
            }
        });
        return verb;
    }
}
