using System.Globalization;
using System.Security.Cryptography;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>The names of runs: the second in which one was started (UTC), and four digits that tell apart what was started in the same one.</summary>
internal static class RunIds
{
    /// <summary>One that no run in the journal has: the records of two runs under one name could not be told apart.</summary>
    public static async Task<string> NewAsync(IJournal journal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string id;
        do
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2))}");
        }
        while ((await journal.ReadAsync(id, 0, cancellationToken).ConfigureAwait(false)).Count > 0);

        return id;
    }
}
