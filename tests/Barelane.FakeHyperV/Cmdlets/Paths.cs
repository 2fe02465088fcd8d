using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Paths of PowerShell's providers: HKLM:\… is the registry, a drive's letter the disk; -LiteralPath has no wildcards, and the errors of what is not there.</summary>
internal static class Paths
{
    /// <summary>The paths of a call.</summary>
    public static IReadOnlyList<string> Of(CmdletCall call) => call.Texts(call.Has("LiteralPath") ? "LiteralPath" : "Path");

    /// <summary>The registry key of a path; null where it is one of the disk.</summary>
    public static string? Key(string path) =>
        path.StartsWith(@"HKLM:\", StringComparison.OrdinalIgnoreCase) ? path[6..].TrimEnd('\\')
        : path.StartsWith(@"Registry::HKEY_LOCAL_MACHINE\", StringComparison.OrdinalIgnoreCase) ? path[29..].TrimEnd('\\')
        : path.StartsWith(@"Registry::HKEY_USERS\", StringComparison.OrdinalIgnoreCase) ? path[10..].TrimEnd('\\') : null;

    /// <summary>PathNotFound, as every provider cmdlet says it (ItemNotFoundException).</summary>
    public static PsErrorRecord NotFound(string path) => new()
    {
        Id = "PathNotFound",
        Category = "ObjectNotFound",
        Message = $"Cannot find path '{path}' because it does not exist.",
        Type = "System.Management.Automation.ItemNotFoundException",
        Target = path,
    };

    /// <summary>A registry value that is not there.</summary>
    public static PsErrorRecord NoProperty(string name, string key) => new()
    {
        Id = "System.Management.Automation.PSArgumentException",
        Category = "InvalidArgument",
        Message = $@"Property {name} does not exist at path HKEY_LOCAL_MACHINE\{key}.",
        Type = "System.Management.Automation.PSArgumentException",
        Target = name,
    };

    /// <summary>Requested registry access is not allowed, without elevation.</summary>
    public static PsErrorRecord NoAccess(string path) => new()
    {
        Id = "System.Security.SecurityException",
        Category = "PermissionDenied",
        Message = "Requested registry access is not allowed.",
        Type = "System.Security.SecurityException",
        Target = path,
        HResult = unchecked((int)0x8013150A),
    };
}
