using Barelane.Core.Adapters;
using Barelane.Guest.Asking;
using Barelane.Guest.Interfaces;
using Barelane.Guest.Linux;
using Barelane.Guest.Windows;

namespace Barelane.Guest;

/// <summary>
/// The checks inside a guest. Only reads; what programs say there is untrusted, so an answer that is missing, late, cut off or in no
/// known form is Unknown with the reason, and never a Pass.
/// </summary>
public sealed class GuestInspector : IGuestInspector
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<GuestCheckResult>> InspectAsync(
        IGuestChannel channel,
        GuestExpectation expectation,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(expectation);
        var probe = new GuestProbe(channel);
        if (expectation.IsRemote)
        {
            return [await new RemoteJob(probe, expectation.GpuCount).CheckAsync(cancellationToken).ConfigureAwait(false)];
        }

        switch (channel.Family)
        {
            case GuestFamily.Linux:
                return await new LinuxInspection(probe, expectation).RunAsync(cancellationToken).ConfigureAwait(false);
            case GuestFamily.Windows:
                return await new WindowsInspection(probe, expectation).RunAsync(cancellationToken).ConfigureAwait(false);
            default:
                return await InspectUntoldAsync(probe, expectation, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<GuestCheckResult>> InspectUntoldAsync(
        GuestProbe probe,
        GuestExpectation expectation,
        CancellationToken cancellationToken)
    {
        var uname = await probe.AskAsync("uname", ["-s"], cancellationToken).ConfigureAwait(false);
        if (uname.IsSaid && string.Equals(uname.Output.Trim(), "Linux", StringComparison.Ordinal))
        {
            return await new LinuxInspection(probe, expectation).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        var reason = uname.IsSaid ? $"'uname -s' said '{UntrustedText.Line(uname.Output)}'." : uname.Reason;
        return
        [
            GuestChecks.System.Unknown(
                $"The guest's agent does not tell its system. {reason}",
                "Start or update the agent in the guest (VMware Tools, the QEMU guest agent), then run verify again."),
        ];
    }
}
