using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Engine.Running;
using Microsoft.Data.Sqlite;

namespace Barelane.Engine.Journal;

/// <summary>
/// The journal in one SQLite file: write-ahead log with <c>synchronous=FULL</c>, so that an append has been flushed when it returns.
/// Progress goes through a second connection that does not flush.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _flushing;
    private readonly SqliteConnection _quick;
    private readonly TimeProvider _time;
    private readonly IJournalRoom _room;

    private SqliteJournal(string path, TimeProvider time, IHolderCheck holders, IJournalRoom room, SqliteConnection flushing, SqliteConnection quick)
    {
        Location = path;
        _time = time;
        _room = room;
        _flushing = flushing;
        _quick = quick;
        Locks = new SqliteLocks(path, flushing, _turn, time, holders);
    }

    /// <inheritdoc/>
    public event EventHandler<string>? Appended;

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>The locks of the runs in this journal.</summary>
    public IRunLocks Locks { get; }

    /// <summary>Opens a journal, and makes it where there is none.</summary>
    /// <exception cref="EngineException">It is damaged, newer than this program, or cannot be written.</exception>
    public static SqliteJournal Open(string path, TimeProvider time, IHolderCheck holders) =>
        Open(path, time, holders, new RoomFile($"{path}.{holders.Self.Pid.ToString(CultureInfo.InvariantCulture)}.room"), _ => { });

    /// <inheritdoc/>
    public Task AppendAsync(string run, JournalRecord record, CancellationToken cancellationToken) =>
        WriteAsync(run, record, _flushing, cancellationToken);

    /// <inheritdoc/>
    public Task PostAsync(string run, JournalRecord record, CancellationToken cancellationToken) =>
        WriteAsync(run, record, _quick, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string run, long after, CancellationToken cancellationToken) => QueryAsync(
        "SELECT run, sequence, time, kind, format, payload FROM journal WHERE run = $run AND sequence > $after ORDER BY sequence",
        command =>
        {
            command.Parameters.AddWithValue("$run", run);
            command.Parameters.AddWithValue("$after", after);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> StartsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT j.run, j.sequence, j.time, j.kind, j.format, j.payload FROM runs r JOIN journal j ON j.run = r.run AND j.sequence = 1 ORDER BY r.number",
        _ => { },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _quick.Dispose();
        _flushing.Dispose();
        (_room as IDisposable)?.Dispose();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static SqliteJournal Open(string path, TimeProvider time, IHolderCheck holders, IJournalRoom room, Action<SqliteConnection> opened)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            var flushing = JournalSchema.Open(path, "FULL");
            var quick = JournalSchema.Open(path, "NORMAL");
            opened(flushing);
            return new SqliteJournal(path, time, holders, room, flushing, quick);
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Of(e, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(
                new Problem { Code = "journal-unavailable", Message = $"The journal's folder cannot be made: {e.Message}", Remedy = "Name another file with '--journal'." },
                ExitMeaning.Error,
                e);
        }
    }

    private async Task WriteAsync(string run, JournalRecord record, SqliteConnection connection, CancellationToken cancellationToken)
    {
        var (kind, json) = JournalFormat.Encode(record);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (record is RunStarted or StepIntent)
            {
                _room.Hold();
            }

            try
            {
                Insert(connection, run, kind, json);
            }
            catch (SqliteException e) when (JournalErrors.MayBeFull(e) && record is not (RunStarted or StepIntent))
            {
                if (!_room.Release())
                {
                    throw;
                }

                // What was held back before the step acted is what its outcome is written into now.
                Insert(connection, run, kind, json);
            }
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Of(e, Location);
        }
        catch (IOException e)
        {
            throw JournalErrors.Full(Location, e);
        }
        finally
        {
            _turn.Release();
        }

        Appended?.Invoke(this, run);
    }

    private void Insert(SqliteConnection connection, string run, string kind, string json)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT OR IGNORE INTO runs(run) VALUES ($run);
            INSERT INTO journal(run, sequence, time, kind, format, payload)
            VALUES ($run, (SELECT coalesce(max(sequence), 0) + 1 FROM journal WHERE run = $run), $time, $kind, $format, $payload);
            """;
        command.Parameters.AddWithValue("$run", run);
        command.Parameters.AddWithValue("$time", _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$format", JournalFormat.Version);
        command.Parameters.AddWithValue("$payload", json);
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private async Task<IReadOnlyList<JournalEntry>> QueryAsync(string sql, Action<SqliteCommand> bind, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var command = _flushing.CreateCommand();
            command.CommandText = sql;
            bind(command);
            using var reader = command.ExecuteReader();
            var entries = new List<JournalEntry>();
            while (reader.Read())
            {
                var (run, sequence) = (reader.GetString(0), reader.GetInt64(1));
                entries.Add(new JournalEntry(
                    run,
                    sequence,
                    DateTimeOffset.Parse(reader.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                    JournalFormat.Decode(run, sequence, reader.GetString(3), reader.GetInt32(4), reader.GetString(5))));
            }

            return entries;
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Of(e, Location);
        }
        finally
        {
            _turn.Release();
        }
    }
}
