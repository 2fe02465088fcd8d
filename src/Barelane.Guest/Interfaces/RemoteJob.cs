using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Interfaces;

/// <summary>GUEST-REMOTE-001: runs a constant Python program that has each device of a lease add numbers, through the guest's OpenCL loader.</summary>
internal sealed class RemoteJob(GuestProbe probe, int deviceCount)
{
    private const string Start = "opencl job right on ";
    private const string End = " devices";
    private static readonly string Program = EmbeddedText.Read("opencl-job.py");

    /// <summary>Asks and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var check = GuestChecks.Remote;
        var answer = await probe.AskAsync("python3", ["-c", Program], GuestProbe.Long, cancellationToken).ConfigureAwait(false);
        if (answer.Kind == GuestAnswerKind.Missing)
        {
            return check.Unknown($"There is nothing to try the lease with. {answer.Reason}", "Install 'python3' in the guest; nothing else is needed.");
        }

        if (answer.Kind == GuestAnswerKind.Refused && LastLine(answer.Error) is { } error && error.Contains("Error: ", StringComparison.Ordinal))
        {
            return check.Block(
                $"The OpenCL job failed: '{UntrustedText.Clean(error)}'.",
                error.Contains("libOpenCL.so.1", StringComparison.Ordinal) ? "Install the OpenCL loader in the guest (Debian: 'ocl-icd-libopencl1')." : "'barelane remote list' shows whether the lease is there; 'clinfo -l' in the guest says what it lacks.");
        }

        if (!answer.IsSaid || Counted(answer.Output) is not { } count)
        {
            return check.Unknown($"Whether the lease works could not be seen. {answer.Reason}", "Run 'clinfo -l' in the guest.");
        }

        var observed = string.Create(CultureInfo.InvariantCulture, $"A kernel was right on {count} of {deviceCount} devices of the lease.{Said(answer.Error)}");
        return count >= deviceCount
            ? check.Pass(observed)
            : check.Block(observed, "'barelane remote list' shows whether the lease is there, and the guest has to reach the server's address in '/etc/barelane/remote.conf'.");
    }

    /// <summary>The driver's own words, where it has said any.</summary>
    private static string Said(string error) => error.Split('\n').FirstOrDefault(l => l.StartsWith("barelane: ", StringComparison.Ordinal)) is { } line ? $" The driver says: '{UntrustedText.Clean(line)}'." : "";

    private static int? Counted(string output)
    {
        var line = output.Trim();
        return line.StartsWith(Start, StringComparison.Ordinal) && line.EndsWith(End, StringComparison.Ordinal) && line.Length > Start.Length + End.Length
            && int.TryParse(line.AsSpan(Start.Length, line.Length - Start.Length - End.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
    }

    private static string? LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
