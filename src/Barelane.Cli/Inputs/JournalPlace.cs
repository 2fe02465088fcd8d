namespace Barelane.Cli.Inputs;

/// <summary>Where the journal is.</summary>
internal static class JournalPlace
{
    private const string FileName = "journal.db";

    /// <summary>The journal's path: the one given, else under BARELANE_HOME, else under the user's state folder.</summary>
    public static string Of(string? given) => given is not null
        ? Path.GetFullPath(given)
        : Path.Combine(Home(), FileName);

    private static string Home()
    {
        if (Environment.GetEnvironmentVariable("BARELANE_HOME") is { Length: > 0 } home)
        {
            return home;
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Barelane");
        }

        return Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
            ? Path.Combine(state, "barelane")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "barelane");
    }
}
