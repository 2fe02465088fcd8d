namespace Barelane.Cli.Inputs;

/// <summary>Where the journal is.</summary>
internal static class JournalPlace
{
    private const string FileName = "journal.db";

    /// <summary>The journal's path: the one given, else under BARELANE_HOME, else under the user's state folder.</summary>
    public static string Of(string? given) => given is not null
        ? Path.GetFullPath(given)
        : Path.Combine(UserFolder.State, FileName);
}
