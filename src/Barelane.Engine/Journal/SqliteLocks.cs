using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Barelane.Engine.Journal;

/// <summary>Locks as rows of the journal's file.</summary>
internal sealed class SqliteLocks(string path, SqliteConnection connection, SemaphoreSlim turn, TimeProvider time, IHolderCheck holders) : IRunLocks
{
    public Task<HeldLock?> TryAcquireAsync(string run, IReadOnlyList<string> names, string actor, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var held in All().Where(h => names.Contains(h.Name, StringComparer.Ordinal) && !string.Equals(h.Run, run, StringComparison.Ordinal)))
            {
                if (holders.MayBeAlive(held.Holder))
                {
                    return held;
                }

                Delete(held.Run);
            }

            foreach (var name in names)
            {
                Insert(name, run, actor);
            }

            transaction.Commit();
            return null;
        },
        cancellationToken);

    public Task ReleaseAsync(string run, CancellationToken cancellationToken) => InTurnAsync<HeldLock?>(
        () =>
        {
            Delete(run);
            return null;
        },
        cancellationToken);

    public Task BreakAsync(string run, CancellationToken cancellationToken) => ReleaseAsync(run, cancellationToken);

    public Task<IReadOnlyList<HeldLock>> HeldAsync(CancellationToken cancellationToken) => InTurnAsync<IReadOnlyList<HeldLock>>(
        () => [.. All().Where(h => holders.MayBeAlive(h.Holder))],
        cancellationToken);

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Of(e, path);
        }
        finally
        {
            turn.Release();
        }
    }

    private List<HeldLock> All()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, run, actor, machine, pid, started, since FROM locks ORDER BY name";
        using var reader = command.ExecuteReader();
        var all = new List<HeldLock>();
        while (reader.Read())
        {
            all.Add(new HeldLock(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                new LockHolder(reader.GetString(3), reader.GetInt32(4), Time(reader.GetString(5))),
                Time(reader.GetString(6))));
        }

        return all;
    }

    private void Delete(string run)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM locks WHERE run = $run";
        command.Parameters.AddWithValue("$run", run);
        command.ExecuteNonQuery();
    }

    private void Insert(string name, string run, string actor)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT OR REPLACE INTO locks(name, run, actor, machine, pid, started, since)
            VALUES ($name, $run, $actor, $machine, $pid, $started, $since)
            """;
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$run", run);
        command.Parameters.AddWithValue("$actor", actor);
        command.Parameters.AddWithValue("$machine", holders.Self.Machine);
        command.Parameters.AddWithValue("$pid", holders.Self.Pid);
        command.Parameters.AddWithValue("$started", holders.Self.Started.ToString("O", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$since", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
