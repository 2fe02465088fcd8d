namespace Barelane.Remote.Protocol.Leasing;

/// <summary>The user's token, as programs and the driver find it.</summary>
public static class UserToken
{
    private const string MachineFile = "/etc/barelane/remote.token";

    /// <summary>BARELANE_REMOTE_TOKEN, or the file that BARELANE_REMOTE_TOKEN_FILE names, or the machine's own; empty where there is none.</summary>
    public static string Find()
    {
        var token = Environment.GetEnvironmentVariable("BARELANE_REMOTE_TOKEN");
        if (!string.IsNullOrEmpty(token))
        {
            return token;
        }

        var named = Environment.GetEnvironmentVariable("BARELANE_REMOTE_TOKEN_FILE");
        return !string.IsNullOrEmpty(named) ? File.ReadAllText(named).Trim() : File.Exists(MachineFile) ? File.ReadAllText(MachineFile).Trim() : "";
    }
}
