using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Steps;

/// <summary>What has to be so before anything is written to a device.</summary>
internal static class DeviceGuard
{
    private static readonly Field Users = new("users");

    /// <summary>The device is this host's, there, and not stuck.</summary>
    /// <param name="run">The step.</param>
    /// <param name="device">The device.</param>
    /// <param name="mayBeMissing">Whether it may be gone: a virtual function is, once it was taken away.</param>
    public static async Task RequireUsableAsync(StepRun run, ObjectRef device, bool mayBeMissing = false)
    {
        run.RequireHere(device);
        var address = device.AddressOfDevice();
        if (await run.Control.ReadAsync(KernelPaths.Stuck(address), run.CancellationToken).ConfigureAwait(false) is { } stuck)
        {
            throw new SiteException(new Problem
            {
                Code = "device-stuck",
                Message = $"'{address}' is stuck: {Encoding.UTF8.GetString(stuck).Trim()} It never came back, and nothing more is written to the device.",
                Remedy = "Reboot the host; nothing else frees the device.",
            });
        }

        if (!mayBeMissing && await run.Control.ReadAsync(KernelPaths.Of(address, "uevent"), run.CancellationToken).ConfigureAwait(false) is null)
        {
            throw new SiteException(new Problem
            {
                Code = "not-found",
                Message = $"The host has no device at '{address}' any more.",
                Remedy = "Inspect the site, and plan again: addresses move when cards are added.",
            });
        }
    }

    /// <summary>Nobody uses the device: an unbind under a user may never come back.</summary>
    /// <param name="run">The step.</param>
    /// <param name="device">The device.</param>
    /// <param name="apart">Programs that may use it.</param>
    public static async Task RequireUnusedAsync(StepRun run, ObjectRef device, params string[] apart)
    {
        var users = await run.FieldAsync(device, Users).ConfigureAwait(false);
        if (!users.IsKnown)
        {
            throw new SiteException(new Problem
            {
                Code = "users-unknown",
                Message = $"Who uses '{device.AddressOfDevice()}' could not be seen, and a device is unbound only when nobody does: {users.Note}",
                Remedy = "Run as root, or give root in the site's address.",
            });
        }

        if (string.Join(',', users.Or("").Split(',', StringSplitOptions.RemoveEmptyEntries).Where(u => !apart.Contains(u[(u.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal))) is { Length: > 0 } others)
        {
            throw new SiteException(new Problem
            {
                Code = "device-in-use",
                Message = $"'{device.AddressOfDevice()}' is in use on the host by '{others}' (process:name); required is nobody, as an unbind under a user may never come back.",
                Remedy = "Stop those programs (for NVIDIA also 'systemctl stop nvidia-persistenced'), and run 'barelane resume'.",
            });
        }
    }

    /// <summary>Writes to an attribute from which the kernel may never return; if it does not, the device is marked. A driver lets go within seconds.</summary>
    public static Task WriteOrMarkAsync(StepRun run, PciAddress device, string path, string value, string doing) =>
        ActOrMarkAsync(run, device, TimeSpan.FromMinutes(2), doing, limit => run.WriteAsync(path, value, limit));

    /// <summary>Does what may never come back; if it does not, the device is marked. Half the step's time is left for what comes behind.</summary>
    public static async Task ActOrMarkAsync(StepRun run, PciAddress device, TimeSpan usual, string doing, Func<TimeSpan, Task> act)
    {
        var limit = run.Context.Deadline / 2 < usual ? run.Context.Deadline / 2 : usual;
        try
        {
            await act(limit).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.Problem.Code == Shell.HostProblems.Unanswered)
        {
            var words = Encoding.UTF8.GetBytes($"{doing} was begun by run '{run.Context.Run}'.\n");
            await run.Control.ReplaceFileAsync(KernelPaths.Stuck(device), words, null, CancellationToken.None).ConfigureAwait(false);
            throw new SiteException(
                new Problem
                {
                    Code = "device-stuck",
                    Message = $"'{device}' is stuck: {doing} did not come back within {limit.TotalSeconds:0} s. It can't be taken back, and nothing more is written to the device.",
                    Remedy = "Reboot the host; nothing else frees the device.",
                },
                e);
        }
    }
}
