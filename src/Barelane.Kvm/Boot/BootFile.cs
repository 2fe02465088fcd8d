using System.Text.RegularExpressions;
using Barelane.Core.Facts;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Boot;

/// <summary>The file that holds the kernel's command line for the next boot. Pure once it is read: a changed text comes back, nothing is written.</summary>
/// <param name="Loader">Whose file it is.</param>
/// <param name="Path">Where it is on the host.</param>
/// <param name="Text">Its content.</param>
public sealed partial record BootFile(BootLoader Loader, string Path, string Text)
{
    private const string GrubPath = "/etc/default/grub";
    private const string KernelPath = "/etc/kernel/cmdline";

    /// <summary>What is read to tell.</summary>
    public static IEnumerable<HostPath> Paths() =>
        [new(GrubPath), new(KernelPath), new("/boot/loader/loader.conf", HostPathKind.Presence), new("/efi/loader/loader.conf", HostPathKind.Presence), new("/boot/efi/loader/loader.conf", HostPathKind.Presence), new("/etc/kernel/proxmox-boot-uuids", HostPathKind.Presence)];

    /// <summary>The file of this host; Unreadable where there is none that Barelane can change.</summary>
    public static Observed<BootFile> Find(IHostFiles files)
    {
        var kernel = files.ReadBytes(KernelPath).Map(System.Text.Encoding.UTF8.GetString);
        var usesEntries = files.Exists("/boot/loader/loader.conf").Or(false) || files.Exists("/efi/loader/loader.conf").Or(false)
            || files.Exists("/boot/efi/loader/loader.conf").Or(false) || files.Exists("/etc/kernel/proxmox-boot-uuids").Or(false);
        if (kernel.HasValue && usesEntries)
        {
            return Observed.Read(new BootFile(BootLoader.KernelInstall, KernelPath, kernel.Value));
        }

        var grub = files.ReadBytes(GrubPath).Map(System.Text.Encoding.UTF8.GetString);
        return !grub.TryGet(out var text)
            ? grub.State == ObservedState.Absent
                ? Observed<BootFile>.Unreadable($"Neither '{GrubPath}' nor '{KernelPath}' is there, so it is not known which file holds the kernel's command line.")
                : grub.Map(_ => default(BootFile)!)
            : LineOf(text) is null
                ? Observed<BootFile>.Unreadable($"'{GrubPath}' has no plain line GRUB_CMDLINE_LINUX_DEFAULT=\"…\" or GRUB_CMDLINE_LINUX=\"…\".")
                : Observed.Read(new BootFile(BootLoader.Grub, GrubPath, text));
    }

    /// <summary>The kernel's command line as the file has it.</summary>
    public string CommandLine => Loader == BootLoader.Grub ? Unescape(LineOf(Text)!.Groups["line"].Value) : Text.Trim();

    /// <summary>The content with one argument set, or without it for null; every other byte stays.</summary>
    public string With(string name, string? value)
    {
        var changed = KernelArguments.With(CommandLine, name, value);
        if (Loader == BootLoader.KernelInstall)
        {
            return Text.EndsWith('\n') ? changed + "\n" : changed;
        }

        var line = LineOf(Text)!.Groups["line"];
        return Text[..line.Index] + Escape(changed, LineOf(Text)!.Groups["quote"].Value) + Text[(line.Index + line.Length)..];
    }

    /// <summary>The last line counts, as in a shell; <c>_DEFAULT</c> before the general one, as Debian's own tools do.</summary>
    private static Match? LineOf(string text) =>
        GrubLine().Matches(text).Where(m => m.Groups["name"].Value.EndsWith("_DEFAULT", StringComparison.Ordinal)).LastOrDefault() ?? GrubLine().Matches(text).LastOrDefault();

    private static string Unescape(string line) => line.Replace("\\\"", "\"", StringComparison.Ordinal);

    private static string Escape(string line, string quote) => quote == "\"" ? line.Replace("\"", "\\\"", StringComparison.Ordinal) : line;

    [GeneratedRegex("""^[ \t]*(?<name>GRUB_CMDLINE_LINUX(_DEFAULT)?)=(?<quote>["'])(?<line>(\\"|[^"'\n\\$`])*)\k<quote>[ \t]*(#.*)?$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex GrubLine();
}
