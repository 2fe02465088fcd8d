using System.CommandLine;
using System.Globalization;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog.Import;
using Barelane.Rendering.Catalogs;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Commands;

/// <summary><c>catalog import</c>: takes over a compatibility list that the user downloaded.</summary>
internal static class CatalogImportCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("file") { Description = "The list: CSV, JSON or HTML" };
        var name = new Option<string?>("--name") { Description = "What to call it; left out: the file's name. A list of the same name is replaced", HelpName = "NAME" };
        var hypervisor = new Option<Hypervisor?>("--hypervisor") { Description = "Whose releases it names, where it does not say: VSphere, Kvm, HyperV", HelpName = "NAME" };
        var way = new Option<Way?>("--way") { Description = "The way it is about, where it does not say: direct, shared", HelpName = "WAY" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be taken, and write nothing" };
        var command = new Command("import", "Take over a compatibility list that you downloaded from its vendor") { file, name, hypervisor, way, dryRun };
        command.SetAction(parse =>
        {
            var path = parse.GetValue(file)!;
            var called = Slug(parse.GetValue(name) ?? Path.GetFileNameWithoutExtension(path));
            var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
            var origin = string.Create(CultureInfo.InvariantCulture, $"imported from '{Path.GetFileName(path)}' on {today:yyyy-MM-dd}");
            var list = new ListImport(OwnCatalog.Load(context.Console).Cards).Read(Text(path), called, origin, today, parse.GetValue(hypervisor), parse.GetValue(way));
            var place = Path.Combine(OwnCatalog.ImportFolder, called + ".json");
            var writes = list.Json is not null && !parse.GetValue(dryRun);
            if (writes)
            {
                Write(place, list.Json!);
            }

            context.Console.Out.Write(CommonOptions.IsJson(parse)
                ? ReportJson.Text(CatalogImportReport.Of(path, writes ? place : null, list))
                : CatalogImportText.Render(path, writes ? place : null, list, context.Console.OutLook));
            return list.Taken > 0 ? ExitCodes.Done : ExitCodes.Error;
        });
        return command;
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem { Code = "catalog-missing", Message = $"'{path}' cannot be read: {e.Message}", Remedy = "docs/reference/catalog.md says where such lists are had." }, ExitCodes.Error);
        }
    }

    private static void Write(string place, string json)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var draft = place + ".new";
            File.WriteAllText(draft, json);
            File.Move(draft, place, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem { Code = "catalog-unwritable", Message = $"'{place}' cannot be written: {e.Message}" }, ExitCodes.Error);
        }
    }

    private static string Slug(string name) => new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-') is { Length: > 0 } slug ? slug : "list";
}
