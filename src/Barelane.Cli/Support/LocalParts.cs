using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Barelane.Cli.Running;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.Engine.Support;
using Barelane.Engine.Undo;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Support;

/// <summary>What is on this machine: versions, the document, the journal of the runs. Works without any site.</summary>
internal static class LocalParts
{
    /// <summary>Adds all of it; what can't be read is noted.</summary>
    public static async Task AddAsync(SupportBundle bundle, CliContext context, BundleRequest request, CancellationToken cancellationToken)
    {
        bundle.Add("barelane.txt", "this program and its machine", Versions(context, request));
        if (request.DocumentFile is { } file)
        {
            await bundle.AddAsync("", new() { Path = "barelane.yaml", Origin = "the document", ReadAsync = async token => await File.ReadAllTextAsync(file, token).ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false);
        }

        if (request.WhyNoDocument.Length > 0)
        {
            bundle.Miss("barelane.yaml", request.WhyNoDocument, failed: request.DocumentFile is not null);
        }

        try
        {
            await AddRunsAsync(bundle, context, request, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException e)
        {
            bundle.Miss("runs/", $"The journal could not be read: {e.Problem.Message}", failed: true);
        }
    }

    private static async Task AddRunsAsync(SupportBundle bundle, CliContext context, BundleRequest request, CancellationToken cancellationToken)
    {
        if (VerbSession.OpenJournal(context, request.Journal, create: false) is not { } journal)
        {
            bundle.Miss("runs/", "There is no journal: Barelane has applied nothing from here.", failed: false);
            return;
        }

        await using (journal.ConfigureAwait(false))
        {
            var runs = await new RunHistory(journal, journal.Locks).ReadAsync(cancellationToken).ConfigureAwait(false);
            bundle.Add("runs/history.json", "barelane history", ReportJson.Text(new HistoryReport { Runs = runs }));
            foreach (var start in (await journal.StartsAsync(cancellationToken).ConfigureAwait(false)).Where(s => request.Since is not { } since || s.Time >= since))
            {
                var text = new StringBuilder();
                foreach (var entry in await journal.ReadAsync(start.Run, 0, cancellationToken).ConfigureAwait(false))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{entry.Time:O} {entry.Sequence} {entry.Record.GetType().Name} {JournalText.Of(entry.Record)}\n");
                }

                bundle.Add($"runs/{start.Run}.txt", $"the journal of run {start.Run}", text.ToString());
            }
        }
    }

    private static string Versions(CliContext context, BundleRequest request) => $"""
        barelane {ToolVersion.Text}
        runtime {RuntimeInformation.FrameworkDescription}
        system {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}
        made {context.Time.GetUtcNow():O}
        asked for: vm {request.Vm ?? "all with a device of their host"}; since {request.Since?.ToString("O", CultureInfo.InvariantCulture) ?? "the beginning"}
        sites: {string.Join(", ", request.Sites.Select(s => $"{s.Alias} ({s.Hypervisor})").DefaultIfEmpty("none"))}

        """;
}
