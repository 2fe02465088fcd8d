using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Interfaces;

/// <summary>GUEST-CUDA-001: runs a constant Python program that fills memory on each GPU and reads it back through the CUDA driver.</summary>
internal sealed class CudaJob(GuestProbe probe, int gpuCount)
{
    private static readonly GuestJob Job = new("cuda-job.py", "cuda job right on ", " GPUs");

    /// <summary>Asks and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var check = GuestChecks.Cuda;
        var answer = await Job.RunAsync(probe, cancellationToken).ConfigureAwait(false);
        if (answer.Kind == GuestAnswerKind.Missing)
        {
            return check.Unknown($"CUDA is there, but nothing to try it with. {answer.Reason}", "Install 'python3' in the guest; nothing else is needed.");
        }

        if (GuestJob.ErrorOf(answer) is { } error)
        {
            return error.Contains("libcuda.so.1: cannot open shared object file", StringComparison.Ordinal)
                ? check.Note("The guest has no CUDA ('libcuda.so.1' can't be loaded), so there is nothing to prove.", "Nothing to do where no program needs CUDA.")
                : check.Block(
                    $"The CUDA job failed: '{UntrustedText.Clean(error)}'.",
                    "See GUEST-NVIDIA-001 and GUEST-KERNEL-001; load 'nvidia_uvm' ('modprobe nvidia_uvm') and see that the account may open '/dev/nvidia*'.");
        }

        if (Job.CountOf(answer) is not { } count)
        {
            return check.Unknown($"Whether CUDA works could not be seen. {answer.Reason}", "Run a CUDA program in the guest.");
        }

        var observed = string.Create(CultureInfo.InvariantCulture, $"The CUDA job was right on {count} of {gpuCount} GPUs.");
        return count >= gpuCount
            ? check.Pass(observed)
            : check.Block(observed, "See GUEST-NVIDIA-001; also see that CUDA_VISIBLE_DEVICES hides none from the account.");
    }
}
