using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Host;

/// <summary>What .NET's static members find on the host.</summary>
internal static class HostStatics
{
    public static object? Answer(FakeHost host, string type, string member, IReadOnlyList<object?>? arguments) => (type, member.ToLowerInvariant()) switch
    {
        ("system.convert", "tobase64string") => Convert.ToBase64String((byte[])arguments![0]!),
        ("system.convert", "frombase64string") => Convert.FromBase64String(Conversion.ToText(arguments![0])),
        ("system.io.file", "readallbytes") => HostDisk.Read(host, Conversion.ToText(arguments![0]))?.Content ?? throw NoFile(Conversion.ToText(arguments[0])),
        ("system.io.file", "writeallbytes") => Write(host, Conversion.ToText(arguments![0]), (byte[])arguments[1]!),
        ("system.io.file", "exists") => HostDisk.Read(host, Conversion.ToText(arguments![0])) is not null,
        ("system.io.file", "delete") => HostDisk.Remove(host, Conversion.ToText(arguments![0])) ? Nothing.Value : Nothing.Value,
        ("system.io.directory", "exists") => HostDisk.IsFolder(host, Conversion.ToText(arguments![0])),
        ("system.io.directory", "createdirectory") => Folder(host, Conversion.ToText(arguments![0])),
        ("system.environment", "machinename") => host.Name,
        ("system.environment", "osversion") => new PsObject("System.OperatingSystem").With("Version", host.Edition.Version + ".0"),
        ("system.environment", "processorcount") => 64,
        ("system.environment", "newline") => "\r\n",
        ("system.datetime", "utcnow") => host.Time.GetUtcNow().UtcDateTime,
        ("system.guid", "empty") => Guid.Empty,
        ("system.security.principal.windowsidentity", "getcurrent") => Identity(host),
        _ => throw PsException.Of("TypeNotFound", "InvalidOperation", $"Unable to find type [{type}]."),
    };

    /// <summary>The account, with the groups of its token: without elevation Administrators is there for denial only, and .Groups leaves it out.</summary>
    private static PsObject Identity(FakeHost host)
    {
        var groups = ((string[])["S-1-1-0", "S-1-5-2", "S-1-5-11"]).Concat(host.IsElevated ? ["S-1-5-32-544"] : []);
        return new PsObject("System.Security.Principal.WindowsIdentity").With("Name", $@"{host.Name}\admin")
            .With("Groups", groups.Select(g => (object?)new PsObject("System.Security.Principal.SecurityIdentifier", g).With("Value", g)).ToArray());
    }

    private static Nothing Write(FakeHost host, string path, byte[] content)
    {
        HostDisk.Write(host, path, new FakeFile(content, null, host.Time.GetUtcNow().UtcDateTime));
        return Nothing.Value;
    }

    private static PsObject Folder(FakeHost host, string path)
    {
        HostDisk.CreateFolder(host, path);
        return new PsObject("System.IO.DirectoryInfo", path).With("FullName", path);
    }

    private static PsException NoFile(string path) => new(new PsErrorRecord
    {
        Id = "FileNotFoundException",
        Category = "NotSpecified",
        Message = $"Exception calling \"ReadAllBytes\" with \"1\" argument(s): \"Could not find file '{path}'.\"",
        Type = "System.Management.Automation.MethodInvocationException",
        HResult = unchecked((int)0x80131501),
    });
}
