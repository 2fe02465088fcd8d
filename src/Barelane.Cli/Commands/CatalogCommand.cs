using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Catalogs;
using Barelane.Rendering.Json;
using Barelane.Rendering.Text;

namespace Barelane.Cli.Commands;

/// <summary><c>catalog</c>: what is known of cards, servers and combinations, and the user's own files of them.</summary>
internal static class CatalogCommand
{
    public const string Description = "Show what is known of cards, servers and combinations, search it, check your own files, import lists";

    private const string Servers = "servers";
    private const string Combinations = "combinations";

    public static Command Create(CliContext context)
    {
        var own = new Option<string?>("--catalog")
        {
            Description = $"A file of your own; left out: cards.json, servers.json, combinations.json and imported lists in {UserFolder.Configuration}",
            HelpName = "FILE",
            Recursive = true,
        };
        var verb = new Verb("catalog", Description)
        {
            Examples =
            [
                ("barelane catalog show", "every card in a line"),
                ("barelane catalog show 'NVIDIA A40'", "all that is known of one; a PCI id such as 10de:2235 will do as well"),
                ("barelane catalog show servers", "where a server has its firmware settings; or 'combinations'"),
                ("barelane catalog search r720", "the cards, servers and combinations that hold the words"),
                ("barelane catalog check mycards.json", "what is wrong in your own file, with the line"),
                ("barelane catalog import list.csv", "take over a compatibility list that you downloaded"),
            ],
        };
        verb.Options.Add(own);
        verb.Subcommands.Add(Show(context, own));
        verb.Subcommands.Add(Search(context, own));
        verb.Subcommands.Add(Check(context, own));
        verb.Subcommands.Add(CatalogImportCommand.Create(context));
        verb.SetAction(parse => Print(parse, context, OwnCatalog.Load(context.Console, parse.GetValue(own)).Cards.Cards, [], [], inDetail: false));
        return verb;
    }

    private static Command Show(CliContext context, Option<string?> own)
    {
        var card = new Argument<string[]>("card") { Description = "A card's name or PCI id, a server's name, a combination's id, 'servers' or 'combinations'; left out: every card in a line", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("show", "Show a card, a server, a combination, or all of them") { card };
        command.SetAction(parse =>
        {
            var catalog = OwnCatalog.Load(context.Console, parse.GetValue(own));
            var name = string.Join(' ', parse.GetValue(card) ?? []);
            return name switch
            {
                "" or "cards" => Print(parse, context, catalog.Cards.Cards, [], [], inDetail: false),
                Servers => Print(parse, context, [], catalog.Servers.Servers, [], inDetail: true),
                Combinations => Print(parse, context, [], [], catalog.Combinations.Combinations, inDetail: true),
                _ => Named(parse, context, catalog, name),
            };
        });
        return command;
    }

    private static Command Search(CliContext context, Option<string?> own)
    {
        var words = new Argument<string[]>("words") { Description = "Words of a name, or a PCI id", Arity = ArgumentArity.OneOrMore };
        var command = new Command("search", "Find cards, servers and combinations by words, or a card by its PCI id") { words };
        command.SetAction(parse =>
        {
            var catalog = OwnCatalog.Load(context.Console, parse.GetValue(own));
            var text = string.Join(' ', parse.GetValue(words)!);
            var cards = catalog.Cards.Search(text);
            var servers = catalog.Servers.Servers.Where(s => Holds($"{s.Name} {string.Join(' ', s.Vendors)} {string.Join(' ', s.Models)}", text)).ToList();
            var combinations = catalog.Combinations.Combinations.Where(c => Holds($"{c.Id} {string.Join(' ', c.CardNames)} {string.Join(' ', c.Models)} {c.Text}", text)).ToList();
            return cards.Count + servers.Count + combinations.Count > 0
                ? Print(parse, context, cards, servers, combinations, inDetail: false)
                : Unlisted(parse, context, catalog, text);
        });
        return command;
    }

    private static Command Check(CliContext context, Option<string?> own)
    {
        var file = new Argument<string?>("file") { Description = "The file; left out: your own cards", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", "Say what is wrong in a file of cards, servers or combinations, with line and reason, and what its entries leave open") { file };
        command.SetAction(parse =>
        {
            var path = parse.GetValue(file) ?? parse.GetValue(own) ?? OwnCatalog.Place;
            var reading = OwnCatalog.Read(path);
            context.Console.Out.Write(CommonOptions.IsJson(parse)
                ? ReportJson.Text(CatalogCheckReport.Of(path, reading))
                : CatalogCheckText.Render(path, reading, context.Console.OutLook));
            return reading.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.Error;
        });
        return command;
    }

    /// <summary>The card of that very name, the server or combination of that name, or else all cards that the words fit.</summary>
    private static int Named(ParseResult parse, CliContext context, HardwareCatalog catalog, string name)
    {
        bool Is(string other) => string.Equals(other, name, StringComparison.OrdinalIgnoreCase);
        var cards = catalog.Cards.Cards.Where(c => Is(c.Name) || string.Equals(c.Name, $"NVIDIA {name}", StringComparison.OrdinalIgnoreCase)).ToList();
        var servers = catalog.Servers.Servers.Where(s => Is(s.Name)).ToList();
        var combinations = catalog.Combinations.Combinations.Where(c => Is(c.Id)).ToList();
        if (cards.Count + servers.Count + combinations.Count > 0)
        {
            return Print(parse, context, cards, servers, combinations, inDetail: true);
        }

        var found = catalog.Cards.Search(name);
        return found.Count > 0 ? Print(parse, context, found, [], [], inDetail: true) : Unlisted(parse, context, catalog, name);
    }

    /// <summary>What the list of PCI ids says of an id that no card stands for.</summary>
    private static int Unlisted(ParseResult parse, CliContext context, HardwareCatalog catalog, string text)
    {
        if (!PciId.TryParse(text, out var id) || PciNameList.OfThisMachine.NameOf(id) is not { Vendor.Length: > 0 } name)
        {
            throw NotFound(catalog, text);
        }

        if (CommonOptions.IsJson(parse))
        {
            context.Console.Out.Write(ReportJson.Text(CatalogReport.Of([], [], []) with { Names = [new CatalogReport.NamedId(text, name.Vendor, name.Device)] }));
            return ExitCodes.Done;
        }

        var page = new TextPage(context.Console.OutLook);
        page.Flow(0, 2, name.Device.Length > 0 ? $"[{text}] is '{name.Device}' by {name.Vendor}." : $"[{text}] is a device of {name.Vendor} that the list of PCI ids does not name.");
        page.Flow(0, 2, new Span($"The catalogue knows nothing more of it. An entry of your own goes into '{OwnCatalog.Place}'.", Ink.Dim));
        context.Console.Out.Write(page.ToString());
        return ExitCodes.Done;
    }

    private static int Print(ParseResult parse, CliContext context, IReadOnlyList<Card> cards, IReadOnlyList<Server> servers, IReadOnlyList<Combination> combinations, bool inDetail)
    {
        var look = context.Console.OutLook;
        context.Console.Out.Write(CommonOptions.IsJson(parse)
            ? ReportJson.Text(CatalogReport.Of(cards, servers, combinations))
            : (cards.Count == 0 ? "" : inDetail ? CatalogText.Details(cards, look) : CatalogText.List(cards, look))
                + (servers.Count == 0 ? "" : ServersText.Render(servers, look))
                + (combinations.Count == 0 ? "" : CombinationsText.Render(combinations, look)));
        return ExitCodes.Done;
    }

    private static bool Holds(string text, string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static ProblemException NotFound(HardwareCatalog catalog, string text) => new(
        new Problem
        {
            Code = "card-unknown",
            Message = $"The catalogue has no card, server or combination '{text}'.{Nearest.Hint(text, catalog.Cards.Cards.SelectMany(c => (string[])[c.Name, c.Name[(c.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..]]))}",
            Remedy = $"'barelane catalog show' lists all {catalog.Cards.Cards.Count} cards, 'show servers' and 'show combinations' the others. A card of your own goes into '{OwnCatalog.Place}'.",
        },
        ExitCodes.Error);
}
