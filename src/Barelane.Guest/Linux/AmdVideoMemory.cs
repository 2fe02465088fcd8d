using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Linux;

/// <summary>GUEST-AMD-001: the memory that amdgpu tells of each GPU, in bytes; the file exists only once the driver has brought the card up.</summary>
internal sealed class AmdVideoMemory(GuestProbe probe)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Asks for each GPU and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(IReadOnlyList<GuestFunction> gpus, CancellationToken cancellationToken)
    {
        var observed = new List<string>();
        foreach (var gpu in gpus)
        {
            var answer = await probe.AskAsync("cat", [$"/sys/bus/pci/devices/{gpu.Address}/mem_info_vram_total"], cancellationToken).ConfigureAwait(false);
            if (!answer.IsSaid || !long.TryParse(answer.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) || bytes == 0)
            {
                return GuestChecks.AmdAnswers.Unknown(
                    $"Whether amdgpu has brought up {gpu} could not be seen. {answer.Reason}",
                    "Run 'rocm-smi' in the guest and read the lines 'amdgpu' of its kernel log; install the card's firmware ('linux-firmware').");
            }

            observed.Add(string.Create(CultureInfo.InvariantCulture, $"{gpu} has {bytes / MiB} MiB."));
        }

        return GuestChecks.AmdAnswers.Pass(string.Join(" ", observed));
    }
}
