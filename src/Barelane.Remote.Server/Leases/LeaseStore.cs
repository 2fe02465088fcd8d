using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;

namespace Barelane.Remote.Server.Leases;

/// <summary>The leases on disk: what is written is there after a crash. One server at a time has it.</summary>
internal sealed partial class LeaseStore : IDisposable
{
    private const int Format = 1;
    private readonly SqliteConnection _database;
    private readonly FileStream _lock;

    /// <summary>Opens or makes the store in a folder; what is in the way is an <see cref="ArgumentException"/>.</summary>
    public LeaseStore(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            _lock = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The leases in '{folder}' can't be had: {e.Message} One server at a time has them.", e);
        }

        _database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "leases.db"), Pooling = false }.ToString());
        try
        {
            _database.Open();
            // Durable at each change: a lease that was granted is never given a second time.
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS leases (id TEXT PRIMARY KEY, lease TEXT NOT NULL)");
            var version = Number("PRAGMA user_version");
            if (version > Format)
            {
                throw new ArgumentException($"The leases in '{folder}' have format {version}; this version of Barelane knows {Format}.");
            }

            Execute($"PRAGMA user_version = {Format}");
        }
        catch (SqliteException e)
        {
            Dispose();
            throw new ArgumentException($"The leases in '{folder}' can't be read: {e.Message} Move 'leases.db' away to begin with none; leases that it had are given back then.", e);
        }
        catch (ArgumentException)
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<Lease> Read()
    {
        using var command = _database.CreateCommand();
        command.CommandText = "SELECT lease FROM leases ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var leases = new List<Lease>();
        while (reader.Read())
        {
            leases.Add(JsonSerializer.Deserialize(reader.GetString(0), StoreJson.Default.Lease) ?? throw new InvalidDataException("A lease in the store is empty."));
        }

        return leases;
    }

    public void Write(Lease lease) => Execute("INSERT OR REPLACE INTO leases (id, lease) VALUES ($id, $lease)", ("$id", lease.Id), ("$lease", JsonSerializer.Serialize(lease, StoreJson.Default.Lease)));

    public void Remove(string id) => Execute("DELETE FROM leases WHERE id = $id", ("$id", id));

    public void Dispose()
    {
        _database.Dispose();
        _lock.Dispose();
    }

    private void Execute(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        using var command = _database.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        _ = command.ExecuteNonQuery();
    }

    private long Number(string text)
    {
        using var command = _database.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }

    [JsonSerializable(typeof(Lease))]
    private sealed partial class StoreJson : JsonSerializerContext;
}
