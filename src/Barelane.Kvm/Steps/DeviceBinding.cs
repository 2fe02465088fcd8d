using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Steps;

/// <summary>What a step wants of one device's driver.</summary>
/// <param name="Device">The device.</param>
/// <param name="Driver">The change of its driver; null for none.</param>
/// <param name="Override">The change of its override; null for none.</param>
/// <param name="Boot">The changes that take effect at boot.</param>
internal sealed record DeviceBinding(ObjectRef Device, FieldChange? Driver, FieldChange? Override, IReadOnlyList<FieldChange> Boot)
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);

    private PciAddress Address { get; } = Device.AddressOfDevice();

    public static DeviceBinding Of(ObjectRef device, IReadOnlyList<FieldChange> changes)
    {
        string[] known = ["driver", "driver-override"];
        return changes.FirstOrDefault(c => !known.Contains(c.Field.Name) && !BootSettings.Makes(c.Field)) is { } foreign
            ? throw new SiteException(new Problem { Code = "unsupported-step", Message = $"'{foreign.Field}' of '{device.AddressOfDevice()}' is no matter of its driver." })
            : new DeviceBinding(
                device,
                changes.FirstOrDefault(c => c.Field.Name == "driver"),
                changes.FirstOrDefault(c => c.Field.Name == "driver-override"),
                [.. changes.Where(c => BootSettings.Makes(c.Field))]);
    }

    /// <summary>Whether the driver that has the device now must let go of it.</summary>
    public async Task<bool> MustUnbindAsync(StepRun run) =>
        Driver is not null && await DriverAsync(run).ConfigureAwait(false) is { } now && now != Driver.After;

    public async Task SetOverrideAsync(StepRun run)
    {
        if (Override is null)
        {
            return;
        }

        var path = KernelPaths.Of(Address, "driver_override");
        var now = Encoding.UTF8.GetString(await run.Control.ReadAsync(path, run.CancellationToken).ConfigureAwait(false) ?? []).Trim();
        if ((now is "(null)" or "" ? null : now) != Override.After)
        {
            // The kernel does not hear an empty write: a line end is how it is unset.
            await run.WriteAsync(path, Override.After ?? "\n", Quick).ConfigureAwait(false);
        }
    }

    public async Task BindAsync(StepRun run)
    {
        if (Driver is null)
        {
            return;
        }

        var now = await DriverAsync(run).ConfigureAwait(false);
        if (now == Driver.After)
        {
            return;
        }

        if (now is not null)
        {
            run.Report($"'{now}' lets go of '{Address}'");
            await DeviceGuard.WriteOrMarkAsync(run, Address, KernelPaths.OfDriver(now, "unbind"), Address.ToString(), $"Unbinding '{Address}' from '{now}'").ConfigureAwait(false);
        }

        if (Driver.After is not { } wanted)
        {
            return;
        }

        run.Report($"'{wanted}' takes '{Address}'");
        await DeviceGuard.WriteOrMarkAsync(run, Address, KernelPaths.Probe, Address.ToString(), $"Probing '{Address}'").ConfigureAwait(false);
        var probed = await DriverAsync(run).ConfigureAwait(false);
        if (probed == wanted)
        {
            return;
        }

        if (probed is not null)
        {
            await DeviceGuard.WriteOrMarkAsync(run, Address, KernelPaths.OfDriver(probed, "unbind"), Address.ToString(), $"Unbinding '{Address}' from '{probed}'").ConfigureAwait(false);
        }

        await DeviceGuard.WriteOrMarkAsync(run, Address, KernelPaths.OfDriver(wanted, "bind"), Address.ToString(), $"Binding '{Address}' to '{wanted}'").ConfigureAwait(false);
    }

    private Task<string?> DriverAsync(StepRun run) => run.Control.ReadLinkNameAsync(KernelPaths.Of(Address, "driver"), run.CancellationToken);
}
