using Barelane.Core.Adapters;
using Barelane.Engine.Running;
using Microsoft.Data.Sqlite;

namespace Barelane.Engine.Journal;

/// <summary>What goes wrong with a journal, in words.</summary>
internal static class JournalErrors
{
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int DiskFull = 13;
    private const int CannotOpen = 14;
    private const int ReadOnly = 8;
    private const int NotADatabase = 26;

    /// <summary>SQLite says 'full' where a page can't be written, and 'I/O error' where its index can't grow.</summary>
    public static bool MayBeFull(SqliteException e) => e.SqliteErrorCode is DiskFull or IoError;

    public static EngineException Of(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        DiskFull => Full(path, e),
        Corrupt or NotADatabase => Make(
            "journal-corrupt",
            $"The journal '{path}' is damaged: SQLite says '{e.Message}'.",
            "Keep the file, and restore a copy from before. What Barelane gave is marked on the VMs themselves: 'barelane adopt' shows it.",
            e),
        CannotOpen or ReadOnly => Make(
            "journal-unavailable",
            $"The journal '{path}' cannot be opened for writing.",
            "Make its folder exist and be writable, or name another file with '--journal'.",
            e),
        _ => Make("journal-failed", $"The journal '{path}' cannot be used: SQLite says '{e.Message}'.", "Nothing is done without a journal. Remove the cause and try again.", e),
    };

    public static EngineException Full(string path, Exception inner) => Make(
        "journal-full",
        $"The journal '{path}' cannot grow: its disk is full. Before a step acts, 1 MiB must be free there.",
        "Free some space on that disk; then 'barelane resume' goes on, 'barelane undo' takes back.",
        inner);

    public static EngineException Newer(string path, long found, int known) => Make(
        "journal-newer",
        $"The journal '{path}' has layout {found}, and this program reads layouts up to {known}.",
        "Use the program that wrote it, or a newer one.",
        null);

    public static EngineException Foreign(string path) => Make(
        "journal-foreign",
        $"The file '{path}' is a SQLite database, but no journal of Barelane.",
        "Name another file with '--journal'.",
        null);

    private static EngineException Make(string code, string message, string remedy, Exception? inner) =>
        new(new Problem { Code = code, Message = message, Remedy = remedy }, ExitMeaning.Error, inner);
}
