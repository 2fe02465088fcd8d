namespace Barelane.Core.Inventory;

/// <summary>A device together with the functions that must go with it: the unit that is given to a VM.</summary>
/// <param name="Host">The host that holds it.</param>
/// <param name="Main">The function that is asked for.</param>
/// <param name="Companions">The other functions that have to go to the same VM, in address order; bridges are none.</param>
public sealed record Gpu(ObjectRef Host, Device Main, IReadOnlyList<Device> Companions)
{
    /// <summary>All functions, the main one first.</summary>
    public IEnumerable<Device> Functions => Companions.Prepend(Main);

    /// <summary>
    /// Groups a function with the other functions of its slot (a GPU's audio, USB and UCSI functions) and, where the host tells
    /// isolation groups, with every other endpoint of its group.
    /// </summary>
    public static Gpu Of(Host host, Device main)
    {
        var companions = host.Devices
            .Where(d => d.Address != main.Address && !d.Class.IsBridge)
            .Where(d => d.Address.IsSameDevice(main.Address)
                || (main.IsolationGroup.TryGet(out var g) && d.IsolationGroup.TryGet(out var og) && string.Equals(g, og, StringComparison.Ordinal)))
            .OrderBy(d => d.Address)
            .ToList();
        return new Gpu(host.Ref, main, companions);
    }
}
