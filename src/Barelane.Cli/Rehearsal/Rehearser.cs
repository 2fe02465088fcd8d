using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal;

/// <summary>
/// Rehearses a document on twins of its sites: once with every unverified fact in its usual position, then once for each such fact that the
/// plan can depend on, in its other position. Nothing real is touched.
/// </summary>
internal static class Rehearser
{
    /// <summary>Runs all passes. A usual pass that does not come through ends it: the others would only repeat that.</summary>
    public static async Task<RehearsalReport> RunAsync(RehearsalRequest request, CancellationToken cancellationToken)
    {
        var assumptions = request.Document.Sites.SelectMany(s => request.Records[s.Alias].Assumptions.Select(a => AssumptionEntry.Of(s.Alias, a))).ToList();
        var completed = new Dictionary<string, RecordedSite>(StringComparer.Ordinal);
        foreach (var (alias, record) in request.Records)
        {
            completed[alias] = RecordCompletion.Complete(record, alias, request.Document, out var added);
            assumptions.AddRange(added.Select(a => AssumptionEntry.Of(alias, a)));
        }

        request = request with { Records = completed };
        var positions = new List<PositionReport>();
        var (usual, others) = await FirstAsync(request, cancellationToken).ConfigureAwait(false);
        positions.Add(usual);
        foreach (var other in usual.End == RehearsalEnd.Passed ? others : [])
        {
            positions.Add((await PassAsync(request, other, cancellationToken).ConfigureAwait(false)).Report);
        }

        return new RehearsalReport
        {
            Document = request.Document.Name,
            ComparedWithLive = request.Live is not null,
            Positions = positions,
            Assumptions = assumptions,
        };
    }

    private static async Task<(PositionReport Report, IReadOnlyList<TwinPosition> Others)> FirstAsync(RehearsalRequest request, CancellationToken cancellationToken)
    {
        var (report, pass) = await PassAsync(request, TwinPosition.Usual(request.Twin.Switches), cancellationToken).ConfigureAwait(false);
        return (report, pass is { Plan: { } plan, Fleet: { } fleet } ? TwinPositions.OthersFor(plan, fleet, request.Records, request.Twin.Switches) : []);
    }

    private static async Task<(PositionReport Report, RehearsalPass Pass)> PassAsync(RehearsalRequest request, TwinPosition position, CancellationToken cancellationToken)
    {
        var stage = await RehearsalStage.OpenAsync(request, position, cancellationToken).ConfigureAwait(false);
        await using (stage.ConfigureAwait(false))
        {
            var pass = new RehearsalPass(request, position, stage);
            return (await pass.RunAsync(cancellationToken).ConfigureAwait(false), pass);
        }
    }
}
