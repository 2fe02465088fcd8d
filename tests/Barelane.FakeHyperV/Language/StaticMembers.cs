namespace Barelane.FakeHyperV.Language;

/// <summary>The static members of .NET that scripts may use; the machine answers them.</summary>
internal static class StaticMembers
{
    private static readonly HashSet<(string Type, string Member)> Known =
    [
        ("system.convert", "tobase64string"), ("system.convert", "frombase64string"),
        ("system.io.file", "readallbytes"), ("system.io.file", "writeallbytes"), ("system.io.file", "exists"), ("system.io.file", "delete"),
        ("system.io.directory", "exists"), ("system.io.directory", "createdirectory"),
        ("system.environment", "machinename"), ("system.environment", "osversion"), ("system.environment", "processorcount"), ("system.environment", "newline"),
        ("system.security.principal.windowsidentity", "getcurrent"), ("system.datetime", "utcnow"), ("system.guid", "empty"), ("system.guid", "newguid"),
        ("system.management.automation.pscredential", "new"), ("system.net.networkcredential", "new"), ("system.diagnostics.process", "start"), ("system.io.file", "open"),
        ("system.text.encoding", "utf8"), ("system.timespan", "fromseconds"), ("system.timespan", "frommilliseconds"), ("system.threading.thread", "sleep"),
    ];

    public static bool Has(string type, string member) => Known.Contains((Whole(type), member.ToLowerInvariant()));

    /// <summary>The type's whole name, in lower case: [Convert] is [System.Convert].</summary>
    public static string Whole(string type)
    {
        var lower = type.ToLowerInvariant();
        return lower.StartsWith("system.", StringComparison.Ordinal) ? lower : "system." + lower;
    }
}
