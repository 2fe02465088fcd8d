namespace Barelane.Cli.Inputs;

/// <summary>Where this user's files of Barelane lie.</summary>
internal static class UserFolder
{
    /// <summary>The journal and what else is kept from run to run.</summary>
    public static string State => Of(Environment.SpecialFolder.LocalApplicationData, "XDG_STATE_HOME", ".local", "state");

    /// <summary>What the user writes.</summary>
    public static string Configuration => Of(Environment.SpecialFolder.ApplicationData, "XDG_CONFIG_HOME", ".config");

    private static string Of(Environment.SpecialFolder onWindows, string variable, params ReadOnlySpan<string> usual)
    {
        if (Environment.GetEnvironmentVariable("BARELANE_HOME") is { Length: > 0 } home)
        {
            return home;
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(onWindows), "Barelane");
        }

        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given
            ? Path.Combine(given, "barelane")
            : Path.Combine([Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), .. usual, "barelane"]);
    }
}
