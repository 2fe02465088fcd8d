using Barelane.Cli.Inputs;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Losses;
using Barelane.Core.Rules;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.Engine.Sessions;
using Barelane.Engine.Undo;
using Barelane.Rendering.Problems;

namespace Barelane.Cli.Running;

/// <summary>A document with its sites connected and its journal open: what every verb that plans works on.</summary>
internal sealed class VerbSession : IAsyncDisposable
{
    private readonly CliContext _context;
    private readonly SqliteJournal? _journal;

    private VerbSession(CliContext context, Document document, FleetSession session, SqliteJournal? journal)
    {
        _context = context;
        _journal = journal;
        Document = document;
        Session = session;
        Workbench = new Workbench(session, RuleCatalog.All, LossTable.ImpactsOf, OwnCatalog.Load(context.Console).Enrich, ToolVersion.Text);
    }

    /// <summary>The document.</summary>
    public Document Document { get; }

    /// <summary>Its sites.</summary>
    public FleetSession Session { get; }

    /// <summary>Inspects and plans.</summary>
    public Workbench Workbench { get; }

    /// <summary>The journal; throws where the verb opened none.</summary>
    public SqliteJournal Journal => _journal ?? throw new InvalidOperationException("This verb works without a journal.");

    /// <summary>
    /// Opens everything. A journal that does not exist is made only for verbs that write one.
    /// </summary>
    public static async Task<VerbSession> OpenAsync(CliContext context, Document document, string journalPath, bool writes, CancellationToken cancellationToken)
    {
        var journal = OpenJournal(context, journalPath, writes);
        try
        {
            // Only what has pools can have given leases.
            IReadOnlyList<RememberedGuest> remembered = journal is null || document.Pools.Count == 0 ? [] : RememberedGuests.Of(await RunChain.ReadAllAsync(journal, cancellationToken).ConfigureAwait(false), document);
            var session = await FleetSession.ConnectAsync(document.Sites, new GuestAwareConnector(document, remembered, context.Sites, context.Secrets, context.Time), cancellationToken).ConfigureAwait(false);
            return new VerbSession(context, document, session, journal);
        }
        catch
        {
            if (journal is not null)
            {
                await journal.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>The journal at a path, made where it does not exist and <paramref name="create"/> says so; otherwise null.</summary>
    public static SqliteJournal? OpenJournal(CliContext context, string path, bool create)
    {
        if (!File.Exists(path) && !create)
        {
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return SqliteJournal.Open(path, context.Time, new ProcessHolderCheck());
    }

    /// <summary>
    /// Finds out what came of steps that an earlier run left open, and says what could not be found out. Has to come before planning.
    /// </summary>
    public async Task SettleAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (_journal is null)
        {
            return;
        }

        var settler = new RunSettler(_journal, _journal.Locks, _context.Time, options);
        var open = await settler.OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (run, step) in open)
        {
            await _context.Console.Error.WriteLineAsync(
                $"Finding out what came of step {step.Intent.Step} of run {run.Id} on '{step.Step.TargetName}' …").ConfigureAwait(false);
        }

        foreach (var problem in open.Count == 0 ? [] : await settler.SettleAsync(Session.Adapters, cancellationToken).ConfigureAwait(false))
        {
            await _context.Console.Error.WriteAsync(ProblemText.Render(problem, _context.Console.ErrorLook)).ConfigureAwait(false);
        }
    }

    /// <summary>Everything the journal knows; empty without one.</summary>
    public async Task<IReadOnlyList<RunChain>> ChainsAsync(CancellationToken cancellationToken) =>
        _journal is null ? [] : await RunChain.ReadAllAsync(_journal, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads what the document's plan relies on, and makes its goal.</summary>
    public async Task<(FleetInventory Fleet, Goal Goal)> GoalOfDocumentAsync(CancellationToken cancellationToken)
    {
        var chains = await ChainsAsync(cancellationToken).ConfigureAwait(false);
        var remembered = chains
            .Where(c => string.Equals(c.Root.Started.Document, Document.Name, StringComparison.Ordinal) && !c.LeavesNothing)
            .SelectMany(c => c.Runs).SelectMany(r => r.Steps).Select(s => s.Intent.Target)
            .Distinct().Order().ToList();
        var fleet = await Workbench.InspectAsync(Document, remembered, cancellationToken).ConfigureAwait(false);
        return (fleet, Workbench.GoalOf(fleet, Document, new JournalGivenValues(chains)));
    }

    /// <summary>Names of hosts by id, for changes of a VM's place.</summary>
    public static IReadOnlyDictionary<string, string> HostNames(FleetInventory fleet) =>
        fleet.Hosts.DistinctBy(h => h.Ref.Id).ToDictionary(h => h.Ref.Id, h => h.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync().ConfigureAwait(false);
        if (_journal is not null)
        {
            await _journal.DisposeAsync().ConfigureAwait(false);
        }
    }
}
