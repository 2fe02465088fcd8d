using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Rules;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Nvidia;

/// <summary>GUEST-NVIDIA-001 and GUEST-LICENSE-001, from <c>nvidia-smi</c>, on Linux and Windows alike.</summary>
internal sealed class NvidiaInspection(GuestProbe probe, GuestExpectation expectation, IReadOnlyList<string> programs)
{
    private const string InstallRemedy = "Install NVIDIA's driver together with its tools ('nvidia-utils', 'nvidia-smi'), then run verify again.";

    /// <summary>Asks and judges.</summary>
    public async Task<IReadOnlyList<GuestCheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var list = await probe.AskFirstAsync(
            programs,
            [$"--query-gpu={NvidiaGpu.Query}", "--format=csv,noheader,nounits"],
            GuestProbe.Long,
            cancellationToken).ConfigureAwait(false);
        var answers = JudgeList(list);
        if (answers.Severity != Severity.Pass)
        {
            return expectation.Profile is null ? [answers] : [answers, GuestChecks.LicenceHeld.Unknown("The driver does not answer, so its licence could not be read.", "See GUEST-NVIDIA-001.")];
        }

        var details = await probe.AskAsync(list.Program, ["-q"], GuestProbe.Long, cancellationToken).ConfigureAwait(false);
        return VgpuLicence.Judge(details, expectation) is { } licence ? [answers, licence] : [answers];
    }

    private GuestCheckResult JudgeList(GuestAnswer answer)
    {
        var check = GuestChecks.NvidiaAnswers;
        var required = string.Create(CultureInfo.InvariantCulture, $"'nvidia-smi' lists {expectation.GpuCount} GPUs.");
        var failure = answer.Kind is GuestAnswerKind.Refused or GuestAnswerKind.Said ? NvidiaFailure.In($"{answer.Output}\n{answer.Error}") : null;
        if (failure is not null)
        {
            return check.Block($"'nvidia-smi' says: '{UntrustedText.Line(answer.Output.Length > 0 ? answer.Output : answer.Error)}'.", failure.Remedy, required);
        }

        if (!answer.IsSaid)
        {
            return check.Unknown($"NVIDIA's driver could not be asked. {answer.Reason}", InstallRemedy, required);
        }

        var lines = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var gpus = new List<NvidiaGpu>();
        foreach (var line in lines)
        {
            if (NvidiaGpu.TryParse(line, out var gpu))
            {
                gpus.Add(gpu);
            }
        }

        if (gpus.Count >= expectation.GpuCount && gpus.Count > 0)
        {
            return check.Pass($"Driver {gpus[0].DriverVersion} lists {string.Join(", ", gpus.Select(g => $"'{g}'"))}.", required);
        }

        if (answer.IsCut || gpus.Count < lines.Length || lines.Length == 0)
        {
            return check.Unknown($"The list of GPUs could not be read. {answer.Reason}", "Run 'nvidia-smi' in the guest.", required);
        }

        return check.Block(
            string.Create(CultureInfo.InvariantCulture, $"Driver {gpus[0].DriverVersion} lists {gpus.Count} of {expectation.GpuCount} GPUs: {string.Join(", ", gpus.Select(g => $"'{g}'"))}."),
            "See GUEST-DEVICE-001 for whether the guest sees the others, and GUEST-KERNEL-001 or GUEST-STATUS-001 for why the driver left them out.",
            required);
    }
}
