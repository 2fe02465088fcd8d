namespace Barelane.Cli.Remote;

/// <summary>The variables that the driver reads, so that a user sets them once.</summary>
internal static class DriverVariables
{
    private const string TokenFile = "/etc/barelane/remote.token";

    /// <summary>A variable; empty where it is not set.</summary>
    public static string Of(string name) => Environment.GetEnvironmentVariable(name) ?? "";

    /// <summary>The user's token, as the driver would find it.</summary>
    public static string Token()
    {
        if (Of("BARELANE_REMOTE_TOKEN") is { Length: > 0 } token)
        {
            return token;
        }

        var named = Of("BARELANE_REMOTE_TOKEN_FILE");
        return named.Length > 0 ? File.ReadAllText(named).Trim() : File.Exists(TokenFile) ? File.ReadAllText(TokenFile).Trim() : "";
    }
}
