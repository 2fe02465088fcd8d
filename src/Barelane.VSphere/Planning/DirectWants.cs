using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>Wants of the direct way: passthrough on for every function that has to go along, and the functions in the VM's configuration.</summary>
internal static class DirectWants
{
    /// <summary>The functions the VM is to have, main functions first within each card.</summary>
    public static IReadOnlyList<Device> FunctionsOf(Proposing p, DynamicBacking? described)
    {
        if (described is null)
        {
            return [.. p.Question.Gpus.SelectMany(g => g.Functions.Where(f => f.Address == g.Main.Address || CanBePassed(f)))];
        }

        // A running VM says which cards it got; claiming others beside them would serve nobody.
        var held = (p.Vm?.Attached.Or([]) ?? [])
            .Where(a => a.Backing == described.ToString() && a.Address is not null)
            .Select(a => p.Vm!.Host is { } at ? p.Fleet.Host(at)?.DeviceAt(a.Address!.Value) : null)
            .OfType<Device>()
            .ToList();
        return held.Count >= p.Question.Gpus.Count ? held : [.. p.Question.Gpus.Select(g => g.Main)];
    }

    /// <summary>The backings of those functions, in the same order.</summary>
    public static IReadOnlyList<Backing> BackingsOf(Proposing p, IReadOnlyList<Device> functions, Backing? described) =>
        [.. functions.Select(f => described ?? FixedBacking.Of(p.Host.Ref, f))];

    /// <summary>Wants passthrough on for the functions and for the endpoint functions that they depend on.</summary>
    public static void AddHostSide(Proposing p, IReadOnlyList<Device> functions)
    {
        foreach (var function in functions)
        {
            p.Want(function.Ref, Field.Passthrough, "on", "the host has to give the function away before a VM can have it");
        }

        foreach (var function in functions)
        {
            if (function.DependsOn.TryGet(out var address) && address != function.Address
                && p.Fleet.Host(function.Ref.HostOfDevice())?.DeviceAt(address) is { Class.IsBridge: false } needed && CanBePassed(needed))
            {
                p.Want(needed.Ref, Field.Passthrough, "on", $"the host can't give '{function.Address}' away without it");
            }
        }
    }

    private static bool CanBePassed(Device device) => device.State.Or(DeviceState.HostOwned) != DeviceState.NotPossible;
}
