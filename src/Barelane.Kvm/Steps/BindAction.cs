using Barelane.Core.Adapters;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Steps;

/// <summary>
/// Takes devices from their drivers or gives them back, by address and override alone; of a host it sets the kernel's arguments. Overrides come before any unbind, so that nothing
/// else can bind the device in between; the companions go before the card.
/// </summary>
internal sealed class BindAction : IStepAction
{
    private const string Vfio = "vfio-pci";

    public async Task<StepResult> RunAsync(StepRun run)
    {
        run.RequireHere(run.Step.Target);
        if (run.Step.Target.Kind == ObjectKind.Host)
        {
            return await KernelArgumentChange.ApplyAsync(run).ConfigureAwait(false);
        }

        var changes = run.Step.AllChanges().ToList();
        var devices = changes.Where(c => c.Target.Kind == ObjectKind.Device).Select(c => c.Target).Distinct()
            .OrderBy(d => d == run.Step.Target)
            .Select(d => DeviceBinding.Of(d, [.. changes.Where(c => c.Target == d).Select(c => c.Change)])).ToList();
        foreach (var device in devices)
        {
            await DeviceGuard.RequireUsableAsync(run, device.Device).ConfigureAwait(false);
            if (await device.MustUnbindAsync(run).ConfigureAwait(false))
            {
                await DeviceGuard.RequireUnusedAsync(run, device.Device).ConfigureAwait(false);
            }
        }

        // Before anything is bound: what is set for the boot is what tells, after a run that was cut off, that the card is Barelane's to bind.
        await SetBootAsync(run, devices).ConfigureAwait(false);
        if (devices.Any(d => d.Driver is { After: Vfio }) && !await run.Control.ExistsAsync(KernelPaths.OfDriver(Vfio, "bind"), run.CancellationToken).ConfigureAwait(false))
        {
            await run.RunAsync("modprobe", [Vfio], TimeSpan.FromSeconds(60)).ConfigureAwait(false);
        }

        foreach (var device in devices)
        {
            await device.SetOverrideAsync(run).ConfigureAwait(false);
        }

        foreach (var device in devices)
        {
            await device.BindAsync(run).ConfigureAwait(false);
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }

    private static async Task SetBootAsync(StepRun run, List<DeviceBinding> devices)
    {
        foreach (var device in devices)
        {
            await BootSettings.ApplyAsync(run, device.Device, device.Boot).ConfigureAwait(false);
        }
    }
}
