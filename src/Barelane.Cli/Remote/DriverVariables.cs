namespace Barelane.Cli.Remote;

/// <summary>The variables that the driver reads, so that a user sets them once.</summary>
internal static class DriverVariables
{
    /// <summary>A variable; empty where it is not set.</summary>
    public static string Of(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
