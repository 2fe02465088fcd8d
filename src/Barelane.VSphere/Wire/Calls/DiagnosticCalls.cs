namespace Barelane.VSphere.Wire;

/// <summary>Questions to the diagnostic manager: a server's own logs. Need the privilege Global.Diagnostics.</summary>
internal static class DiagnosticCalls
{
    /// <summary>The most lines that one answer holds: a vCenter gives 500, a host 1,000.</summary>
    public const int MostLines = 500;

    /// <summary>Lines of a log of a host, or of the server itself where <paramref name="host"/> is null.</summary>
    /// <param name="manager">The diagnostic manager.</param>
    /// <param name="host">The host; null: the vCenter, or the lone host that is asked.</param>
    /// <param name="key">Which log: <c>vmkernel</c>, <c>hostd</c>, <c>vpxd:vpxd.log</c>.</param>
    /// <param name="start">The first line; beyond the end none comes, but where the end is.</param>
    public static VimCall<LogSegment?> Browse(ManagedObjectRef manager, ManagedObjectRef? host, string key, int start) =>
        VimCall.Ask(
            "BrowseDiagnosticLog",
            manager,
            writer =>
            {
                writer.Write("host", host);
                writer.Write("key", key);
                writer.Write("start", start);
                writer.Write("lines", MostLines);
            },
            LogSegment.Read);
}
