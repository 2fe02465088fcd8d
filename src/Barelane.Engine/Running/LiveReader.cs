using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>Reads fields live, and reads them again with growing pauses until they say what is waited for.</summary>
internal sealed class LiveReader(SiteSet sites, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public async Task<FieldReads> ReadAsync(IEnumerable<(ObjectRef Target, Field Field)> fields, CancellationToken cancellationToken)
    {
        var values = new Dictionary<(ObjectRef, Field), Observed<string>>();
        foreach (var site in fields.Distinct().GroupBy(f => f.Target.Site, StringComparer.Ordinal))
        {
            var asked = site.ToList();
            var answers = await sites.For(asked[0].Target).Probe.ReadAsync(asked, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < asked.Count; i++)
            {
                values[asked[i]] = answers[i];
            }
        }

        return new FieldReads(values);
    }

    /// <summary>Reads until <paramref name="enough"/> or until patience is over; the last answer either way.</summary>
    public async Task<FieldReads> ReadUntilAsync(
        IReadOnlyList<(ObjectRef Target, Field Field)> fields, Func<FieldReads, bool> enough, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var reads = await ReadAsync(fields, cancellationToken).ConfigureAwait(false);
            var left = patience - time.GetElapsedTime(start);
            if (enough(reads) || left <= TimeSpan.Zero)
            {
                return reads;
            }

            await Task.Delay(pause < left ? pause : left, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
