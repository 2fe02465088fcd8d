using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Interfaces;

/// <summary>GUEST-REMOTE-001: runs a constant Python program that has each device of a lease add numbers, through the guest's OpenCL loader.</summary>
internal sealed class RemoteJob(GuestProbe probe, int deviceCount)
{
    private static readonly GuestJob Job = new("opencl-job.py", "opencl job right on ", " devices");

    /// <summary>Asks and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var check = GuestChecks.Remote;
        var answer = await Job.RunAsync(probe, cancellationToken).ConfigureAwait(false);
        if (answer.Kind == GuestAnswerKind.Missing)
        {
            return check.Unknown($"There is nothing to try the lease with. {answer.Reason}", "Install 'python3' in the guest; nothing else is needed.");
        }

        if (GuestJob.ErrorOf(answer) is { } error)
        {
            return check.Block(
                $"The OpenCL job failed: '{UntrustedText.Clean(error)}'.",
                error.Contains("libOpenCL.so.1", StringComparison.Ordinal) ? "Install the OpenCL loader in the guest (Debian: 'ocl-icd-libopencl1')." : "'barelane remote list' shows whether the lease is there; 'clinfo -l' in the guest says what it lacks.");
        }

        if (Job.CountOf(answer) is not { } count)
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
}
