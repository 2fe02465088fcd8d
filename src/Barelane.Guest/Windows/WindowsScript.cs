using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Windows;

/// <summary>
/// A constant Windows PowerShell 5.1 script that only reads, sent whole on the command line, so that nothing is written in the guest.
/// It prints its answer once as base64 of UTF-8 JSON between two marks: neither a code page nor stray lines can spoil it.
/// </summary>
internal sealed class WindowsScript
{
    /// <summary>The program that runs it.</summary>
    public const string Program = "powershell.exe";

    private const string Begin = "<<<BARELANE ";
    private const string End = " BARELANE>>>";

    private WindowsScript(string name) => Arguments =
    [
        "-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand",
        Convert.ToBase64String(Encoding.Unicode.GetBytes(EmbeddedText.Read(name))),
    ];

    /// <summary>The display adapters and all PCI devices, with problem codes and display drivers.</summary>
    public static WindowsScript Devices { get; } = new("devices.ps1");

    /// <summary>The settings of Remote Desktop.</summary>
    public static WindowsScript RemoteDesktop { get; } = new("remote-desktop.ps1");

    /// <summary>BitLocker, TPM, virtualisation-based security, and whether Windows Update brings drivers.</summary>
    public static WindowsScript Security { get; } = new("security.ps1");

    /// <summary>Makes a Direct3D 11 device on every adapter.</summary>
    public static WindowsScript Direct3D { get; } = new("direct3d.ps1");

    /// <summary>The arguments, the same each time.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Runs the script; the value, or null and the reason.</summary>
    public async Task<(T? Value, string Reason)> AskAsync<T>(GuestProbe probe, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await probe.AskAsync(Program, Arguments, GuestProbe.Long, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSaid)
        {
            return (null, answer.Reason);
        }

        var begin = answer.Output.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : answer.Output.IndexOf(End, begin, StringComparison.Ordinal);
        if (end < begin + Begin.Length)
        {
            return (null, answer.Reason);
        }

        try
        {
            // PowerShell's host may wrap a long line where its window ends.
            var encoded = answer.Output[(begin + Begin.Length)..end].Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
            return (JsonSerializer.Deserialize(Convert.FromBase64String(encoded), type), answer.Reason);
        }
        catch (FormatException)
        {
            return (null, $"The answer of '{Program}' is not base64 between its marks.");
        }
        catch (JsonException broken)
        {
            return (null, $"The answer of '{Program}' is not the JSON expected: {UntrustedText.Line(broken.Message)}");
        }
    }
}
