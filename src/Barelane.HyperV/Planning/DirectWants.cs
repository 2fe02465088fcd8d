using Barelane.Core.Inventory;
using Barelane.Core.Rules;
using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Planning;

/// <summary>Wants of the direct way with cards by their place: every function of a card is disabled, dismounted, and goes to the VM.</summary>
internal static class DirectWants
{
    /// <summary>Adds the wants; gives the backings.</summary>
    public static IReadOnlyList<string> Add(Proposing p)
    {
        var backings = new List<string>();
        foreach (var function in FunctionsOf(p))
        {
            if (PathOf(function) is not { } path)
            {
                p.Say("HYPERV-PLACE-001", Severity.Unknown, function.Ref, $"Windows tells no location path of '{function.Name}' that is understood", "'PCIROOT(…)#PCI(…)'",
                    "A device is dismounted and given by its location path.", $"Look at 'DEVPKEY_Device_LocationPaths' of '{Setting(function, "instance-id")}' on '{p.Host.Name}'.", "Microsoft, Deploy graphics devices by using Discrete Device Assignment");
                continue;
            }

            const string Reason = "the host gives the function up, so that a VM can have it";
            NoteMemory(p, function);
            p.Want(function.Ref, HyperVFields.Enabled, "no", Reason);
            p.Want(function.Ref, HyperVFields.Mounted, "no", Reason);
            p.WantOfVm(HyperVFields.Assigned(path), "yes", "the VM gets the function");
            backings.Add(HyperVBackings.Fixed(function.Address, function.Id, p.Host.Ref));
        }

        return backings;
    }

    /// <summary>The functions that go: those of the card that can.</summary>
    public static IEnumerable<Device> FunctionsOf(Proposing p) => p.Question.Gpus.SelectMany(g => g.Functions
        .Where(f => f.Address == g.Main.Address || f.State.Or(DeviceState.HostOwned) is not (DeviceState.NotPossible or DeviceState.Stuck)).OrderBy(f => f.Address));

    /// <summary>What Windows will not tell of the device any more, so that a plan made meanwhile judges the device and sizes the VM's windows alike.</summary>
    public static void NoteMemory(Proposing p, Device function)
    {
        if (DeviceNote.Of(function) is { } note)
        {
            p.Want(function.Ref, HyperVFields.NotedMemory, note, "Windows tells this of a device only while the host has it");
        }
    }

    public static string? PathOf(Device device) => Setting(device, "location-path");

    public static string? Setting(Device device, string name) => device.Settings.TryGetValue(name, out var value) && value.HasValue ? value.Value : null;
}
