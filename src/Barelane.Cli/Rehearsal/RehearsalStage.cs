using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Losses;
using Barelane.Core.Rules;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Sessions;
using Barelane.Knowledge.Catalog;
using Barelane.Twin;

namespace Barelane.Cli.Rehearsal;

/// <summary>The twins of a document's sites, connected, with a throw-away journal. Everything is gone with it.</summary>
internal sealed class RehearsalStage : IAsyncDisposable
{
    private readonly Dictionary<string, TwinServer> _twins;
    private readonly DirectoryInfo _folder;

    private RehearsalStage(Dictionary<string, TwinServer> twins, FleetSession session, SqliteJournal journal, DirectoryInfo folder, HardwareCatalog cards)
    {
        _twins = twins;
        _folder = folder;
        Session = session;
        Journal = journal;
        Workbench = new Workbench(session, RuleCatalog.All, LossTable.ImpactsOf, cards.Enrich, ToolVersion.Text);
        Maker = new PlanMaker(session.Planners, ToolVersion.Text);
    }

    /// <summary>The connected twins.</summary>
    public FleetSession Session { get; }

    /// <summary>Inspects and plans.</summary>
    public Workbench Workbench { get; }

    /// <summary>Plans.</summary>
    public PlanMaker Maker { get; }

    /// <summary>The throw-away journal.</summary>
    public SqliteJournal Journal { get; }

    /// <summary>Starts a twin for each site and connects to it.</summary>
    public static async Task<RehearsalStage> OpenAsync(RehearsalRequest request, TwinPosition position, CancellationToken cancellationToken)
    {
        var twins = new Dictionary<string, TwinServer>(StringComparer.Ordinal);
        var folder = Directory.CreateTempSubdirectory("barelane-rehearse-");
        SqliteJournal? journal = null;
        try
        {
            foreach (var site in request.Document.Sites)
            {
                twins[site.Alias] = await TwinServer.StartAsync(request.Records[site.Alias], request.Twin with { Switches = position.Switches }, cancellationToken).ConfigureAwait(false);
                request.Prepare(twins[site.Alias].Site);
            }

            journal = SqliteJournal.Open(Path.Combine(folder.FullName, "journal.db"), request.Twin.TimeProvider, new ProcessHolderCheck());
            var session = await FleetSession.ConnectAsync(request.Document.Sites, new TwinConnector(twins, request.Twin.Users[0]), cancellationToken).ConfigureAwait(false);
            return new RehearsalStage(twins, session, journal, folder, request.Cards);
        }
        catch
        {
            await CloseAsync(twins.Values, journal, folder).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Everything that could have been changed on the twins, as one text.</summary>
    public string Snapshot() => string.Concat(_twins.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value.Site.Snapshot()));

    /// <summary>Reads what the document concerns, and makes its goal.</summary>
    public async Task<(FleetInventory Fleet, Goal Goal)> GoalAsync(Document document, IGivenValues given, CancellationToken cancellationToken)
    {
        var fleet = await Workbench.InspectAsync(document, [], cancellationToken).ConfigureAwait(false);
        return (fleet, Workbench.GoalOf(fleet, document, given));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync().ConfigureAwait(false);
        await CloseAsync(_twins.Values, Journal, _folder).ConfigureAwait(false);
    }

    private static async Task CloseAsync(IEnumerable<TwinServer> twins, SqliteJournal? journal, DirectoryInfo folder)
    {
        foreach (var twin in twins)
        {
            await twin.DisposeAsync().ConfigureAwait(false);
        }

        if (journal is not null)
        {
            await journal.DisposeAsync().ConfigureAwait(false);
        }

        folder.Delete(recursive: true);
    }
}
