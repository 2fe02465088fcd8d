using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Barelane.Engine.Journal;

/// <summary>The tables. Their layout has a version of its own, beside that of the records.</summary>
internal static class JournalSchema
{
    public const int Layout = 1;

    // "BRLN": tells a journal from any other SQLite file.
    private const long ApplicationId = 0x42524C4E;

    private const string Tables = """
        CREATE TABLE journal(
          run TEXT NOT NULL, sequence INTEGER NOT NULL, time TEXT NOT NULL, kind TEXT NOT NULL, format INTEGER NOT NULL, payload TEXT NOT NULL,
          PRIMARY KEY(run, sequence)) WITHOUT ROWID;
        CREATE TABLE runs(number INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL UNIQUE);
        CREATE TABLE locks(
          name TEXT PRIMARY KEY, run TEXT NOT NULL, actor TEXT NOT NULL, machine TEXT NOT NULL, pid INTEGER NOT NULL, started TEXT NOT NULL, since TEXT NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
        CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
        """;

    /// <summary>Opens the file and makes the tables where it is new.</summary>
    public static SqliteConnection Open(string path, string synchronous)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};");
            if (Number(connection, "PRAGMA user_version") == 0)
            {
                Make(connection, path);
            }

            var layout = Number(connection, "PRAGMA user_version");
            return layout <= Layout ? connection : throw JournalErrors.Newer(path, layout, Layout);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Make(SqliteConnection connection, string path)
    {
        // Another process may be doing the same; the second one finds the tables made.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (Number(connection, "PRAGMA user_version") == 0)
        {
            if (Number(connection, "SELECT count(*) FROM sqlite_master") > 0)
            {
                throw JournalErrors.Foreign(path);
            }

            Execute(connection, Tables);
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Layout};"));
        }

        transaction.Commit();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
