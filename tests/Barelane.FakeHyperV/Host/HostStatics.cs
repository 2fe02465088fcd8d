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
        ("system.net.networkcredential", "new") => new PsObject("System.Net.NetworkCredential").With("SecurePassword", new PsObject("System.Security.SecureString").With("Plain", Conversion.ToText(arguments![1]))),
        ("system.management.automation.pscredential", "new") => new PsObject("System.Management.Automation.PSCredential").With("UserName", Conversion.ToText(arguments![0])).With("Password", arguments[1]),
        ("system.diagnostics.process", "start") => Started(host, (PsObject)arguments![0]!),
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
        var groups = ((string[])["S-1-1-0", "S-1-5-2", "S-1-5-11"]).Concat(host.IsElevated ? ["S-1-5-32-544"] : []).Concat(host.IsHyperVAdministrator ? ["S-1-5-32-578"] : []);
        return new PsObject("System.Security.Principal.WindowsIdentity").With("Name", $@"{host.Name}\admin")
            .With("Groups", groups.Select(g => (object?)new PsObject("System.Security.Principal.SecurityIdentifier", g).With("Value", g)).ToArray());
    }

    /// <summary>bcdedit /enum {current}: a heading, a line of dashes, and options with their values.</summary>
    private static PsObject Started(FakeHost host, PsObject start)
    {
        var text = Conversion.ToText(start["FileName"]) == "bcdedit.exe"
            ? $"\r\nWindows Boot Loader\r\n-------------------\r\nidentifier              {{current}}\r\ndevice                  partition=C:\r\nhypervisorlaunchtype    Auto\r\n{(host.IommuDisabled ? "hypervisoriommupolicy   Disable\r\n" : "")}"
            : throw new PsException(new PsErrorRecord { Id = "Win32Exception", Category = "NotSpecified", Message = "The system cannot find the file specified", Type = "System.Management.Automation.MethodInvocationException" });
        return new PsObject("System.Diagnostics.Process").With("Ends", true).With("ExitCode", 0).With("StandardOutput", new PsObject("System.IO.StreamReader").With("Text", text));
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
