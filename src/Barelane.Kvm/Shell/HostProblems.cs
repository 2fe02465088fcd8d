using Barelane.Core.Adapters;
using Barelane.Ssh;

namespace Barelane.Kvm.Shell;

/// <summary>What can go wrong on a host, as problems that can be acted on.</summary>
internal static class HostProblems
{
    /// <summary>Code of the problem where an operation was begun and its end was not seen: its child was given up.</summary>
    public const string Unanswered = "no-answer";

    /// <summary>Code of the problem where the way to the host broke off.</summary>
    public const string Lost = "connection-lost";

    public static SiteException GivenUp(string host, string doing, TimeSpan limit) => new(new Problem
    {
        Code = Unanswered,
        Message = $"'{host}': {doing} was not over after {limit.TotalSeconds:0} s. The kernel may still hold it.",
        Remedy = "See the kernel's log on the host ('dmesg').",
    });

    public static SiteException Unreachable(string host, string said)
    {
        var failure = SshFailure.Of(host, said);
        return new SiteException(new Problem
        {
            Code = Lost,
            Message = $"'{host}' was not reached over ssh, or the connection broke off: {failure.Meaning}.",
            Remedy = failure.Remedy,
            Evidence = said.Length == 0 ? [] : [Words(said, "")],
        });
    }

    public static SiteException Missing(string host, string path) => new(new Problem
    {
        Code = "not-found",
        Message = $"'{host}' has no '{path}' any more, or its kernel does not offer it.",
        Remedy = "Inspect the site, and plan again.",
    });

    public static SiteException Refused(string host, string doing, string said)
    {
        var (code, meaning, remedy) = Explain(said);
        return new SiteException(new Problem
        {
            Code = code,
            Message = $"'{host}': {doing} was refused: {meaning}",
            Remedy = remedy,
            Evidence = said.Length == 0 ? [] : [Words(said, "")],
        });
    }

    public static SiteException Changed(string host, string path, string? expected, string found) => new(new Problem
    {
        Code = "concurrent-change",
        Message = $"'{host}': '{path}' is not the file that was planned on: its SHA-256 is '{(found.Length == 0 ? "none, there is no file" : found)}', required is '{expected ?? "none, no file"}'.",
        Remedy = "Look at what was changed in it, and plan again.",
    });

    public static SiteException Locked(string host) => new(new Problem
    {
        Code = "busy",
        Message = $"'{host}': another Barelane holds the host's lock.",
        Remedy = "Wait for its run to end, and run 'barelane resume'.",
    });

    // The kernel's reasons as the C library words them.
    private static (string Code, string Meaning, string Remedy) Explain(string said) => said switch
    {
        _ when Has(said, "Permission denied") || Has(said, "Operation not permitted") => ("no-permission", "the account may not do this.", "Use root ('qemu+ssh://root@…', or run as root)."),
        _ when Has(said, "No space left") => ("no-capacity", "there is no room for it: no more instances can be made, or the file system is full.", "Free an instance or space, or choose another card."),
        _ when Has(said, "File exists") => ("wrong-state", "it exists already.", "Inspect the site, and plan again."),
        _ when Has(said, "Device or resource busy") => ("device-in-use", "it is in use.", "See with 'barelane inspect' what uses it."),
        _ when Has(said, "No such device") => ("device-refused", "the driver does not take this device, or the device is gone.", "See the kernel's log on the host ('dmesg')."),
        _ when Has(said, "Invalid argument") || Has(said, "out of range") => ("refused", "the kernel does not take this value.", "See the kernel's log on the host ('dmesg')."),
        _ when Has(said, "Read-only file system") => ("refused", "the file system is read-only.", "This host's system is changed in another way (an image, ostree); make the change there."),
        _ => ("refused", $"{Words(said, "no reason was given")}.", "See the kernel's log on the host ('dmesg')."),
    };

    private static string Words(string said, string otherwise)
    {
        var line = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? otherwise;
        return line.Length > 300 ? line[..300] : line.TrimEnd('.');
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
