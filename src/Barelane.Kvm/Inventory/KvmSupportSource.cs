using System.Globalization;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Inventory;

/// <summary>
/// What support asks for of a KVM host: the kernel's log and settings, the cards as lspci and nvidia-smi show them, the definitions and QEMU's logs of VMs,
/// libvirt's journal.
/// </summary>
/// <param name="files">The host's files.</param>
/// <param name="control">Runs programs there; only such that read.</param>
/// <param name="libvirt">Its libvirt; null where there is none.</param>
internal sealed class KvmSupportSource(IHostFiles files, IHostControl control, ILibvirtReader? libvirt) : ISupportSource
{
    private const string QemuLogs = "/var/log/libvirt/qemu/";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string[] Kept = ["/etc/os-release", "/proc/version", "/proc/cmdline", "/proc/cpuinfo", "/proc/meminfo", "/proc/iomem", "/proc/modules", "/proc/interrupts"];
    private static readonly string[] Units = ["libvirtd", "virtqemud", "virtlogd", "nvidia-vgpu-mgr", "nvidia-vgpud", "nvidia-fabricmanager", "nvidia-persistenced"];

    /// <inheritdoc/>
    public async Task<SupportOffer> OfferAsync(SupportScope scope, CancellationToken cancellationToken)
    {
        var domains = libvirt is null ? [] : (await libvirt.ReadAsync(withLive: true, cancellationToken).ConfigureAwait(false)).Domains;
        var wanted = scope.Vms.Select(v => v.Ref.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new SupportOffer(
            [
                KernelLog(scope.Since),
                Program("lspci.txt", "lspci", "-vvnn"),
                Program("lspci-tree.txt", "lspci", "-tvnn"),
                Program("nvidia-smi.txt", "nvidia-smi", "-q"),
                Journal(scope.Since),
                .. Kept.Select(KeptFile),
                Folder("/etc/modprobe.d"),
                .. domains.Where(d => wanted.Contains(d.Uuid.ToString())).SelectMany(TextsOf),
            ],
            [
                "nvidia-bug-report.log.gz: NVIDIA's own collection takes minutes and may disturb a running driver; run it on the host as root: nvidia-bug-report.sh",
                "The guest's own logs (dmesg, nvidia-smi -q, Windows events): inside the guest; barelane verify asks it for its state.",
            ]);
    }

    private static string SinceText(DateTimeOffset since) => since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private IEnumerable<SupportText> TextsOf(LibvirtDomain domain)
    {
        yield return Text($"vms/{domain.Name}/domain.xml", "virsh dumpxml --inactive", _ => Task.FromResult(domain.StoredXml.TryGet(out var stored) ? stored : null));
        yield return Text($"vms/{domain.Name}/domain-running.xml", "virsh dumpxml", _ => Task.FromResult(domain.LiveXml.TryGet(out var live) ? live : null));
        yield return Text($"vms/{domain.Name}/qemu.log", $"the end of '{QemuLogs}{domain.Name}.log'", token => EndOfAsync($"{QemuLogs}{domain.Name}.log", token));
    }

    private SupportText KernelLog(DateTimeOffset? since) => since is { } from
        ? Text("dmesg.txt", "the kernel's log on the host", token => RunAsync("journalctl", ["-k", "-b", "all", "--no-pager", "-o", "short-iso", "--since", SinceText(from)], token))
        : Text("dmesg.txt", "dmesg on the host", token => RunAsync("dmesg", [], token));

    private SupportText Journal(DateTimeOffset? since) => Text(
        "journal.txt",
        "the journal of libvirt's and NVIDIA's services",
        token => RunAsync("journalctl", ["--no-pager", "-o", "short-iso", "-n", "20000", .. Units.SelectMany(u => new[] { "-u", u }), .. since is { } from ? new[] { "--since", SinceText(from) } : []], token));

    private SupportText Program(string path, string program, params string[] arguments) =>
        Text(path, $"{program} {string.Join(' ', arguments)}", token => RunAsync(program, arguments, token));

    private SupportText KeptFile(string path) => Text("files" + path, path, async token =>
    {
        await files.PrepareAsync([new HostPath(path, HostPathKind.Content)], token).ConfigureAwait(false);
        return Read(path);
    });

    private SupportText Folder(string folder) => Text("files" + folder + ".txt", $"{folder}/*.conf", async token =>
    {
        await files.PrepareAsync([new HostPath(folder, HostPathKind.Names), new HostPath(folder + "/*.conf", HostPathKind.Content)], token).ConfigureAwait(false);
        var text = new StringBuilder();
        foreach (var name in files.List(folder).Or([]).Where(n => n.EndsWith(".conf", StringComparison.Ordinal)))
        {
            text.Append("# ").Append(name).Append('\n').Append(Read($"{folder}/{name}")).Append('\n');
        }

        return text.Length > 0 ? text.ToString() : null;
    });

    private string? Read(string path)
    {
        var read = files.ReadBytes(path);
        return read.TryGet(out var bytes) ? Encoding.UTF8.GetString(bytes)
            : read.IsKnown ? null
            : throw new SiteException(new Problem { Code = "unread", Message = read.Note ?? $"'{path}' could not be read." });
    }

    /// <summary>What a program prints; null where the host has none of this name.</summary>
    private async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await control.HasProgramAsync(program, cancellationToken).ConfigureAwait(false)
            ? await control.RunAsync(program, arguments, Limit, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>The last part of a log; null where there is no such file.</summary>
    private async Task<string?> EndOfAsync(string path, CancellationToken cancellationToken) =>
        await control.ExistsAsync(path, cancellationToken).ConfigureAwait(false)
            ? await control.RunAsync("tail", ["-c", SupportText.LongestLog.ToString(CultureInfo.InvariantCulture), "--", path], Limit, cancellationToken).ConfigureAwait(false)
            : null;

    private static SupportText Text(string path, string origin, Func<CancellationToken, Task<string?>> read) => new() { Path = path, Origin = origin, ReadAsync = read };
}
