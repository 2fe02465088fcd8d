using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation;

/// <summary>Carries out what is prepared in guests, and leaves all other steps to the hypervisor's executor.</summary>
/// <param name="executor">The hypervisor's.</param>
/// <param name="door">Opens guests.</param>
/// <param name="time">The clock of waits.</param>
internal sealed class GuestAwareExecutor(IStepExecutor executor, GuestDoor door, TimeProvider time) : IStepExecutor
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Whether a step is one of these: the guest itself makes all of its changes.</summary>
    public static bool IsOfGuest(Step step) => step.Kind == StepKind.PrepareGuest && step.Changes.Count > 0 && step.Changes.All(c => GuestFields.Owns(step.Target.Kind, c.Field));

    /// <inheritdoc/>
    public async Task<StepResult> ExecuteAsync(StepContext context, IStepProgress progress, CancellationToken cancellationToken)
    {
        if (!IsOfGuest(context.Step))
        {
            return await executor.ExecuteAsync(WithGuest(context), progress, cancellationToken).ConfigureAwait(false);
        }

        var sent = false;
        try
        {
            var account = door.AccountOf(context.Step.Target);
            var channel = await door.OpenAsync(context.Step.Target, cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                var hands = GuestHands.For(channel);
                await progress.StartedAsync(new OperationHandle($"guest {context.Step.Changes[0].Field}")).ConfigureAwait(false);
                foreach (var change in context.Step.Changes)
                {
                    sent = true;
                    await hands.ChangeAsync(change, account!, progress, context.Deadline, cancellationToken).ConfigureAwait(false);
                }
            }

            return StepResult.Done;
        }
        catch (SiteException e) when (sent && e.Problem.Code is not ("guest-refused" or "driver-file"))
        {
            return StepResult.Unknown(e.Problem);
        }
        catch (SiteException e)
        {
            return StepResult.Failed(e.Problem);
        }
        catch (OperationCanceledException) when (sent)
        {
            return StepResult.Unknown(new Problem { Code = "time-out", Message = "It was not waited for until what was begun in the guest was over.", Remedy = "Run the command again: it looks what came of it." });
        }
    }

    /// <inheritdoc/>
    public async Task<StepResult> SettleAsync(StepContext context, OperationHandle? handle, IStepProgress progress, CancellationToken cancellationToken)
    {
        if (!IsOfGuest(context.Step))
        {
            return await executor.SettleAsync(WithGuest(context), handle, progress, cancellationToken).ConfigureAwait(false);
        }

        var begun = time.GetTimestamp();
        try
        {
            var channel = await door.OpenAsync(context.Step.Target, cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                var hands = GuestHands.For(channel);
                while (await hands.IsBusyAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (time.GetElapsedTime(begun) > context.Deadline)
                    {
                        return StepResult.Unknown(new Problem { Code = "time-out", Message = "An installation in the guest is still going on.", Remedy = "See in the guest what holds it up." });
                    }

                    progress.Report(null, "an installation in the guest is going on");
                    await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
                }

                foreach (var change in context.Step.Changes)
                {
                    await hands.SettleAsync(change, door.AccountOf(context.Step.Target)!, progress, cancellationToken).ConfigureAwait(false);
                }
            }

            return StepResult.Done;
        }
        catch (SiteException e)
        {
            return StepResult.Unknown(e.Problem);
        }
    }

    private StepContext WithGuest(StepContext context) => context.Step.Target.Kind == ObjectKind.Vm ? context with { OpenGuestAsync = token => door.OpenAsync(context.Step.Target, token) } : context;
}
