using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Steps;

/// <summary>Makes the virtual functions of NVIDIA's cards and takes them away, by the vendor's tool alone: the user guide forbids any other means.</summary>
internal static class NvidiaTool
{
    /// <summary>The tool takes the card from its driver and back, once for all functions.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(3);

    /// <summary>The vGPU driver's own services, which have to run before.</summary>
    private static readonly string[] Services = ["nvidia-vgpu-mgr", "nvidia-vgpud"];

    /// <summary>Whether the card's functions are the tool's business.</summary>
    public static async Task<bool> IsForAsync(StepRun run, PciAddress card) =>
        await run.Control.ReadLinkNameAsync(KernelPaths.Of(card, "driver"), run.CancellationToken).ConfigureAwait(false) == NvidiaFunctions.Driver;

    /// <summary>Makes all functions, or takes all away; the tool unbinds the card, so nobody may use it.</summary>
    public static async Task RunAsync(StepRun run, ObjectRef device, bool make)
    {
        var card = device.AddressOfDevice();
        if (!await run.Control.HasProgramAsync(NvidiaFunctions.Tool, run.CancellationToken).ConfigureAwait(false))
        {
            throw new SiteException(new Problem
            {
                Code = "unsupported",
                Message = $"'{card}' is on the driver 'nvidia', and '{NvidiaFunctions.Tool}' is not there; required is that tool, as NVIDIA's virtual functions are made by no other means.",
                Remedy = "Install NVIDIA's vGPU driver for the host ('Virtual GPU Manager'); the usual Linux driver has no such tool.",
            });
        }

        await DeviceGuard.RequireUnusedAsync(run, device, Services).ConfigureAwait(false);
        await DeviceGuard.ActOrMarkAsync(run, card, Usual, $"{(make ? "Making" : "Taking away")} the virtual functions of '{card}'",
            limit => run.RunAsync(NvidiaFunctions.Tool, [make ? "-e" : "-d", card.ToString()], limit)).ConfigureAwait(false);
    }
}
