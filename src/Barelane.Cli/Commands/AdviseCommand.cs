using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Engine.Sessions;
using Barelane.Knowledge.Advice;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Advice;
using Barelane.Rendering.Inventories;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Commands;

/// <summary><c>advise</c>: which way for a described team, on which cards.</summary>
internal static class AdviseCommand
{
    public const string Description = "Recommend direct, shared or remote for a described team; changes nothing";

    private static readonly (string Key, string Help, string Value)[] Keys =
    [
        ("users", "How many users, each with a VM", "N"),
        ("at-once", "The most VMs that run at the same time; left out: all", "N"),
        ("work", "What the GPU is for", "office|graphics|compute"),
        ("load", "Now and then, or all the time", "peak|steady"),
        ("memory-per-user", "GPU memory a user needs, with its unit", "'4 GiB'"),
        ("whole-cards", "Whole cards for each user; left out: a part will do", "N"),
        ("interfaces", "What the programs use: cuda, opencl, direct3d, opengl, vulkan", "NAMES"),
        ("needs", "Features that must stay: live-migration, snapshots and others", "NAMES"),
        ("wishes", "Features that would be good to keep", "NAMES"),
        ("vm-memory", "Memory of each VM, which its host reserves", "'32 GiB'"),
    ];

    public static Command Create(CliContext context)
    {
        var path = new Argument<string?>("description") { Description = "A file that describes the team (YAML or JSON); options take the place of its values", Arity = ArgumentArity.ZeroOrOne };
        var inventory = new Option<string?>("--inventory") { Description = "An inventory that 'barelane inspect --output json' wrote", HelpName = "FILE" };
        var document = new Option<string?>("--file", "-f") { Description = "A document whose sites are inspected", HelpName = "FILE" };
        var keys = Keys.Select(k => (k.Key, Option: new Option<string?>($"--{k.Key}") { Description = k.Help, HelpName = k.Value })).ToList();
        var verb = new Verb("advise", Description)
        {
            Examples =
            [
                ("barelane advise", "asks five questions, and answers for cards of the catalogue"),
                ("barelane advise team.yaml -f barelane.yaml", "for the cards that a document's sites have now"),
                ("barelane advise team.yaml --inventory saved.json --users 60", "for a saved inventory, with more users than the file says"),
                ("barelane advise --users 6 --work compute --load steady --memory-per-user '40 GiB' --whole-cards 1", "without a file"),
            ],
        };
        verb.Arguments.Add(path);
        verb.Options.Add(inventory);
        verb.Options.Add(document);
        foreach (var (_, option) in keys)
        {
            verb.Options.Add(option);
        }

        verb.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(inventory) is not null && parse.GetValue(document) is not null)
            {
                throw new UsageException("'--inventory' and '--file' both name an inventory; one of them is enough.");
            }

            var given = keys.Select(k => (k.Key, Value: parse.GetValue(k.Option))).Where(k => k.Value is not null).ToDictionary(k => k.Key, k => k.Value!, StringComparer.Ordinal);
            var description = await DescriptionInput.ReadAsync(parse.GetValue(path), given, context.Console, cancellationToken).ConfigureAwait(false);
            var catalog = OwnCatalog.Load(context.Console);
            var stock = parse.GetValue(inventory) is { } saved ? await SavedAsync(saved, catalog, cancellationToken).ConfigureAwait(false)
                : parse.GetValue(document) is { } sites ? await LiveAsync(sites, catalog, context, cancellationToken).ConfigureAwait(false)
                : Stock.General;
            var advice = Advisor.Advise(description, stock, catalog.Cards);
            context.Console.Out.Write(CommonOptions.IsJson(parse)
                ? ReportJson.Text(AdviceReport.Of(advice))
                : AdviceText.Render(advice, context.Console.OutLook));
            return advice.Serves ? ExitCodes.Done : ExitCodes.Blocked;
        });
        return verb;
    }

    private static async Task<Stock> SavedAsync(string path, HardwareCatalog catalog, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ProblemException(new Problem { Code = "inventory-missing", Message = $"There is no file '{path}'.", Remedy = "Write one: barelane inspect --output json >inventory.json" }, ExitCodes.Error);
        }

        var (fleet, problem) = SavedInventory.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        return fleet is null
            ? throw new ProblemException(new Problem { Code = "inventory-invalid", Message = $"'{path}' cannot be used. {problem}", Remedy = "Write it anew: barelane inspect --output json >inventory.json" }, ExitCodes.Error)
            : Stock.Of(catalog.Enrich(fleet), catalog.Cards);
    }

    private static async Task<Stock> LiveAsync(string path, HardwareCatalog catalog, CliContext context, CancellationToken cancellationToken)
    {
        var document = await DocumentFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var session = await FleetSession.ConnectAsync(document.Sites, context.Sites, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return Stock.Of(catalog.Enrich(await session.InspectAsync(_ => InspectScope.Whole, cancellationToken).ConfigureAwait(false)), catalog.Cards);
        }
    }
}
