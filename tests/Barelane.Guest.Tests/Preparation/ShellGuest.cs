using System.Diagnostics;
using Barelane.Core.Adapters;
using Barelane.TestKit;

namespace Barelane.Guest.Tests.Preparation;

/// <summary>
/// A Linux guest in a folder: the very shell programs that Barelane sends are run by this machine's shell, with the folder in place of the few paths they
/// use and with a package system of a few lines in front of everything else.
/// </summary>
internal sealed class ShellGuest : IGuestChannel
{
    private static readonly string[] Moved = ["/var/lib/barelane", "/etc/modprobe.d", "/etc/barelane", "/etc/OpenCL", "/usr/local/lib/barelane"];
    private readonly TemporaryFolder _root = new();

    public ShellGuest()
    {
        foreach (var path in (string[])["/var/lib", "/etc/modprobe.d", "/usr/local/lib"])
        {
            Directory.CreateDirectory(_root.Path + path);
        }

        Directory.CreateDirectory(Installed);
        Program("id", "echo 0");
        Program("chown", "exit 0");
        Program("mokutil", $"cat '{_root.Path}/secure-boot' 2>/dev/null || echo 'EFI variables are not supported on this system'");
        Program("modinfo", $"cat '{_root.Path}/nvidia' 2>/dev/null");
        Program("dpkg-deb", "sed -n \"s/^$3: //p\" \"$2\"");
        Program("dpkg-query", $"for p; do :; done; v=$(cat '{Installed}'/\"$p\" 2>/dev/null) && echo \"installed $v\"");
        Program("apt-get", $$"""
            for last; do :; done
            [ ! -e '{{_root.Path}}/broken' ] || { echo 'E: Sub-process returned an error code'; exit 100; }
            [ ! -e '{{_root.Path}}/slow' ] || sleep 30
            case $1 in
                install) sed -n 's/^Version: //p' "$last" >'{{Installed}}'/"$(sed -n 's/^Package: //p' "$last")" ;;
                remove) rm '{{Installed}}'/"$last" ;;
            esac
            """);
        Program("update-initramfs", $"echo made >>'{_root.Path}/initramfs'");
    }

    public GuestFamily Family => GuestFamily.Linux;

    /// <summary>Whether it answers; a guest whose VM is off does not.</summary>
    public Func<bool> Runs { get; set; } = () => true;

    /// <summary>How long programs may take here, instead of what they are given.</summary>
    public TimeSpan? Limit { get; set; }

    public string Root => _root.Path;

    /// <summary>The guest's files outside of what is its test's, with their content.</summary>
    public IReadOnlyList<string> Files => [.. new[] { "/etc", "/usr", "/var" }
        .SelectMany(f => Directory.GetFileSystemEntries(_root.Path + f, "*", SearchOption.AllDirectories))
        .Where(f => !f.EndsWith("/var/lib/barelane/busy", StringComparison.Ordinal))
        .Select(f => f[_root.Path.Length..] + (File.Exists(f) ? $": {File.ReadAllText(f)}" : "")).Order(StringComparer.Ordinal)];

    public IEnumerable<string> Packages => Directory.GetFiles(Installed).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public int InitialFileSystems => File.Exists(_root.Path + "/initramfs") ? File.ReadAllLines(_root.Path + "/initramfs").Length : 0;

    private string Installed => _root.Path + "/installed";

    private string Programs => _root.Path + "/programs";

    /// <summary>Says something about the guest that its programs look at: <c>broken</c>, <c>slow</c>, <c>nvidia</c>, <c>secure-boot</c>.</summary>
    public void Is(string what, string content = "") => File.WriteAllText($"{_root.Path}/{what}", content);

    public void IsNot(string what) => File.Delete($"{_root.Path}/{what}");

    public async Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Assert.Equal("sh", program);
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Select((a, i) => i < 2 ? Here(a) : a.StartsWith(Moved[0], StringComparison.Ordinal) ? Here(a) : a))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Limit ?? timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            Left = process.Id;
            throw ScriptedGuest.Trouble("time-out", "The program did not end.");
        }

        return new GuestOutput(process.ExitCode, await output, await error);
    }

    /// <summary>The program that was left running when nobody waited for it any more.</summary>
    public int? Left { get; private set; }

    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => File.WriteAllBytesAsync(Here(path), content, cancellationToken);

    public Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken) => File.ReadAllBytesAsync(Here(path), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Remove()
    {
        if (Left is { } id)
        {
            try
            {
                using var left = Process.GetProcessById(id);
                left.Kill(entireProcessTree: true);
                left.WaitForExit();
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }

        _root.Dispose();
    }

    private string Here(string text) => Moved.Aggregate(text, (t, m) => t.Replace(m, _root.Path + m, StringComparison.Ordinal));

    private void Program(string name, string body)
    {
        Directory.CreateDirectory(Programs);
        ScriptFile.Write($"{Programs}/{name}", $"#!/bin/sh\n{body}\n");
    }
}
