using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Documents;
using Barelane.Engine.Sessions;
using Barelane.HyperV.PowerShell.Role;
using Barelane.Rendering.Scripts;

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
                ("barelane export hv01 --as wsb > gpu.wsb", "a Windows Sandbox with the host's GPU"),
                ("barelane export hv01 --as jea --for 'CORP\\gpu-people'", "files of a restricted session (JEA) on a Hyper-V host"),
            ],
        };
        var form = new Option<string>("--as") { Description = "What to print: a document, a Windows Sandbox file that gives a sandbox the host's GPU, or the files of a restricted session (JEA)", HelpName = "yaml|wsb|jea", DefaultValueFactory = _ => "yaml" };
        form.AcceptOnlyFromAmong("yaml", "wsb", "jea");
        var account = new Option<string?>("--for") { Description = "With jea: the group or account that may use the session", HelpName = "DOMAIN\\NAME" };
        var folder = new Option<string>("--folder") { Description = "With jea: where its files are written", HelpName = "FOLDER", DefaultValueFactory = _ => RoleExport.Folder };
        sites.AddTo(verb);
        verb.Options.Add(name);
        verb.Options.Add(form);
        verb.Options.Add(account);
        verb.Options.Add(folder);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var isRole = parse.GetValue(form) == "jea";
            if (isRole != parse.GetValue(account) is not null)
            {
                throw new UsageException("'--as jea' and '--for DOMAIN\\GROUP' go together: the one says what is written, the other who may use it.");
            }

            // The session that is yet to be made is not the one to look through.
            var specs = await sites.ResolveAsync(parse, cancellationToken).ConfigureAwait(false);
            var configuration = specs.Select(s => s.Configuration).FirstOrDefault(c => c is not null) ?? HyperVRole.Name;
            specs = isRole ? [.. specs.Select(s => s with { Configuration = null })] : specs;
            var session = await FleetSession.ConnectAsync(specs, context.Sites, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var fleet = await session.InspectAsync(_ => InspectScope.Whole, cancellationToken).ConfigureAwait(false);
                if (isRole)
                {
                    return await RoleExport.WriteAsync(context, fleet, configuration, parse.GetValue(account)!, parse.GetValue(folder)!, cancellationToken).ConfigureAwait(false);
                }

                if (parse.GetValue(form) == "wsb")
                {
                    return await WriteSandboxAsync(context, fleet).ConfigureAwait(false);
                }

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

    /// <summary>The file, and beside it what keeps it from working on the hosts that were looked at.</summary>
    private static async Task<int> WriteSandboxAsync(CliContext context, FleetInventory fleet)
    {
        var found = fleet.Hosts.SelectMany(h => h.LightGuests.Or([]).Where(g => g.Name == LightGuest.Sandbox).Select(g => (Host: h, Guest: g))).ToList();
        if (found.Count == 0)
        {
            throw new ProblemException(
                new Problem
                {
                    Code = "no-sandbox",
                    Message = "None of these sites is a Windows host that tells whether it has Windows Sandbox.",
                    Remedy = "Name a Hyper-V site: 'barelane export --as wsb hv01'.",
                },
                ExitCodes.Error);
        }

        context.Console.Out.Write(SandboxFile.Write());
        foreach (var (host, guest) in found)
        {
            if (!guest.IsOn)
            {
                await context.Console.Error.WriteLineAsync($"'{host.Name}': Windows Sandbox is not switched on: 'Enable-WindowsOptionalFeature -Online -FeatureName Containers-DisposableClientVM', and restart it.").ConfigureAwait(false);
            }

            foreach (var hindrance in guest.Hindrances.Where(h => !h.Contains(".wsb file that says so", StringComparison.Ordinal)))
            {
                await context.Console.Error.WriteLineAsync($"'{host.Name}': {hindrance}").ConfigureAwait(false);
            }
        }

        return ExitCodes.Done;
    }
}
