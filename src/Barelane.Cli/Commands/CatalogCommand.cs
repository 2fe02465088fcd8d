using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Catalogs;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Commands;

/// <summary><c>catalog</c>: what is known of cards, and the user's own file of them.</summary>
internal static class CatalogCommand
{
    public const string Description = "Show what is known of cards, search it, and check your own file of cards";

    public static Command Create(CliContext context)
    {
        var own = new Option<string?>("--catalog")
        {
            Description = $"Your own file of cards; left out: {OwnCatalog.Place}, where there is one",
            HelpName = "FILE",
            Recursive = true,
        };
        var verb = new Verb("catalog", Description)
        {
            Examples =
            [
                ("barelane catalog show", "every card in a line"),
                ("barelane catalog show 'NVIDIA A40'", "all that is known of one; a PCI id such as 10de:2235 will do as well"),
                ("barelane catalog search rtx 40", "the cards whose name holds both words"),
                ("barelane catalog check mycards.json", "what is wrong in your own file, with the line"),
            ],
        };
        verb.Options.Add(own);
        verb.Subcommands.Add(Show(context, own));
        verb.Subcommands.Add(Search(context, own));
        verb.Subcommands.Add(Check(context, own));
        verb.SetAction(parse => Print(parse, context, OwnCatalog.Load(context.Console, parse.GetValue(own)).Cards));
        return verb;
    }

    private static Command Show(CliContext context, Option<string?> own)
    {
        var card = new Argument<string[]>("card") { Description = "A card's name, or its PCI id; left out: every card in a line", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("show", "Show a card, or all of them") { card };
        command.SetAction(parse =>
        {
            var catalog = OwnCatalog.Load(context.Console, parse.GetValue(own));
            var name = string.Join(' ', parse.GetValue(card) ?? []);
            return name.Length == 0 ? Print(parse, context, catalog.Cards) : Print(parse, context, Named(catalog, name), inDetail: true);
        });
        return command;
    }

    private static Command Search(CliContext context, Option<string?> own)
    {
        var words = new Argument<string[]>("words") { Description = "Words of the name, or a PCI id", Arity = ArgumentArity.OneOrMore };
        var command = new Command("search", "Find cards by words of their name, or by PCI id") { words };
        command.SetAction(parse =>
        {
            var catalog = OwnCatalog.Load(context.Console, parse.GetValue(own));
            var text = string.Join(' ', parse.GetValue(words)!);
            var cards = catalog.Search(text);
            if (cards.Count == 0)
            {
                throw NotFound(catalog, text);
            }

            return Print(parse, context, cards);
        });
        return command;
    }

    private static int Print(ParseResult parse, CliContext context, IReadOnlyList<Card> cards, bool inDetail = false)
    {
        context.Console.Out.Write(
            CommonOptions.IsJson(parse) ? ReportJson.Text(CatalogReport.Of(cards))
            : inDetail ? CatalogText.Details(cards, context.Console.OutLook)
            : CatalogText.List(cards, context.Console.OutLook));
        return ExitCodes.Done;
    }

    private static Command Check(CliContext context, Option<string?> own)
    {
        var file = new Argument<string?>("file") { Description = "The file; left out: the one that is used", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", "Say what is wrong in a file of cards, with line and reason, and what its entries leave open") { file };
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

    /// <summary>The card of that very name, or else all that the words fit.</summary>
    private static IReadOnlyList<Card> Named(CardCatalog catalog, string name)
    {
        var exact = catalog.Cards.Where(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(c.Name, $"NVIDIA {name}", StringComparison.OrdinalIgnoreCase)).ToList();
        var found = exact.Count > 0 ? exact : catalog.Search(name);
        return found.Count > 0 ? found : throw NotFound(catalog, name);
    }

    private static ProblemException NotFound(CardCatalog catalog, string text) => new(
        new Problem
        {
            Code = "card-unknown",
            Message = $"The catalogue has no card '{text}'.{Nearest.Hint(text, catalog.Cards.SelectMany(c => (string[])[c.Name, c.Name[(c.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..]]))}",
            Remedy = $"'barelane catalog show' lists all {catalog.Cards.Count}. A card of your own goes into '{OwnCatalog.Place}'.",
        },
        ExitCodes.Error);
}
