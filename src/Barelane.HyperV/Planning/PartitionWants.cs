using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;
using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Planning;

/// <summary>Wants of the shared way: the card cut into partitions, the policies that a server needs for paravirtual ones, the VM's adapter, and the driver's files in its guest.</summary>
internal static class PartitionWants
{
    private const string Source = "Microsoft, GPU partitioning; GPU paravirtualization";

    public static IReadOnlyList<string> Add(Proposing p)
    {
        var name = p.Assignment.Gpu.Profile ?? "";
        if (HyperVBackings.ParseProfile(name) is not { } profile)
        {
            p.Say("HYPERV-PROFILE-001", Severity.Block, p.Host.Ref, $"'{name}' is no profile of Hyper-V", "'gpu-p-10de:25b6-4' or 'gpu-pv-10de:2484'", "A partition is told by its kind, its card and its share.",
                "'barelane inspect' lists the profiles of the host.", Source);
            return [];
        }

        if (CardOf(p, name) is not { } card)
        {
            p.Say("HYPERV-PARTITION-001", Severity.Block, p.Host.Ref, $"no card of the host has a partition of '{name}' to give", "a card that offers the profile", "A partition is cut from one card.", "Choose another profile or card.", Source);
            return [];
        }

        if (!profile.IsParavirtual)
        {
            p.Want(card.Ref, HyperVFields.PartitionCount, profile.Count.ToString(CultureInfo.InvariantCulture), "the card is cut into so many partitions");
        }
        else if (p.Host.Edition.Or("client") == "server")
        {
            const string Reason = "a server starts no VM with a paravirtual partition otherwise";
            p.Want(p.Host.Ref, HyperVFields.Policy(HostPolicies.Secure), "0", Reason);
            p.Want(p.Host.Ref, HyperVFields.Policy(HostPolicies.Supported), "0", Reason);
        }

        if (p.Assignment.Gpu.Count > 1)
        {
            p.Say("HYPERV-PARTITION-002", Severity.Warn, p.Question.VmRef, $"{p.Assignment.Gpu.Count} partitions for one VM", "one partition", "Microsoft's documents disagree on whether a VM may have more than one.", "Ask for one, of a larger share.", Source);
        }

        if (profile.IsParavirtual && p.Assignment.DriverFiles)
        {
            AddDriverFiles(p, card);
        }

        var key = CanChoose(p) ? card.Address.ToString() : HyperVFields.AnyCard;
        if (!CanChoose(p) && p.Host.Devices.Count(d => d.Profiles.Or([]).Count > 0) > 1)
        {
            p.Say("HYPERV-PARTITION-003", Severity.Warn, p.Host.Ref, "its module can't choose the card of a partition, and there is more than one", "a module whose 'Add-VMGpuPartitionAdapter' knows 'InstancePath'",
                "The VM may get a partition of another card.", "Update the host to Windows 11 or Windows Server 2022 or later, or disable the other cards.", Source);
        }

        var backing = HyperVBackings.Profile(name);
        p.WantOfVm(HyperVFields.Partitions(key), AttachedWants.CountOf(p, backing, p.Assignment.Gpu.Count).ToString(CultureInfo.InvariantCulture), "the VM gets the partition");
        return [.. Enumerable.Repeat(backing, p.Assignment.Gpu.Count)];
    }

    /// <summary>A guest with a paravirtual partition runs the host's own driver, from files of the host, and the very same version of it.</summary>
    private static void AddDriverFiles(Proposing p, Device card)
    {
        if (DirectWants.Setting(card, "driver-package") is not { } package)
        {
            p.Say("HYPERV-DRIVER-001", Severity.Warn, card.Ref, $"the folder of its driver could not be found in the host's driver store{(card.Settings.TryGetValue("driver-package", out var why) && why.Note is { } note ? $": {note}" : "")}", "a driver of its maker's, from the driver store",
                "A Windows guest with a paravirtual partition needs the files of the host's driver (Code 43 otherwise).", "Install the maker's driver on the host, or copy the files yourself and write 'driver-files: leave'.", Source);
            return;
        }

        const string Reason = "the guest needs the files of the host's driver, in the same version";
        p.WantOfVm(HyperVFields.DriverFiles, package, Reason);
        p.WantOfVm(HyperVFields.DriverFilesChecked, package, Reason);
        if (p.Vm is not { } vm || p.Options.GetValueOrDefault("driver-files-checked") == package || vm.Power.Or(PowerState.Off) != PowerState.On)
        {
            return;
        }

        if (!VmEffects.IsForRunning(vm))
        {
            // Who named an account did not expect a shutdown.
            p.Say("HYPERV-DRIVER-002", p.Assignment.Guest is null ? Severity.Note : Severity.Warn, vm.Ref, $"the VM is shut down for the driver's files: its guest can't be given them while it runs ({WhyNot(vm)})", "An administrator's account in the guest, for files without a shutdown",
                "A guest's disk is mounted on the host only while the VM is off.", "Add 'guest: { user: USER, password: env:VARIABLE }' with an administrator of the guest to the assignment.", "docs/reference/hyperv.md");
        }
        else if (p.Options.ContainsKey("partitions:" + card.Address) || p.Options.ContainsKey("partitions:" + HyperVFields.AnyCard))
        {
            p.Say("HYPERV-DRIVER-003", Severity.Warn, vm.Ref, "the guest goes on with the former driver's files until it is restarted, which Barelane does not do", "A restart of the guest, when it suits its users",
                "What a guest has loaded stays loaded; after an update of the host's driver the GPU may not work in it until then.", "Restart the guest from inside, once 'apply' is through.", "docs/reference/hyperv.md");
        }
    }

    private static string WhyNot(Vm vm) => !vm.GuestValues.HasValue ? vm.GuestValues.Note ?? "the assignment names no account in it"
        : "it is no Windows, or the account is no administrator there";

    /// <summary>The card that gives: one that the VM has a partition of already, else the one with room.</summary>
    public static Device? CardOf(Proposing p, string profile)
    {
        var held = (p.Vm?.Attached.Or([]) ?? []).Where(a => a.Backing == HyperVBackings.Profile(profile)).Select(a => a.Address).OfType<PciAddress>().ToHashSet();
        return SliceCards.Of(p.Host, p.Assignment.Gpu, profile).Where(d => d.Profiles.Or([]).Any(o => o.Name == profile))
            .OrderBy(d => held.Contains(d.Address) ? 0 : 1)
            .ThenByDescending(d => Current(d) == profile ? 1 : 0)
            .ThenByDescending(d => d.Profiles.Or([]).First(o => o.Name == profile).Free.Or(0)).ThenBy(d => d.Address).FirstOrDefault();
    }

    private static string? Current(Device card) => DirectWants.Setting(card, "partition-count") is { } count && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        ? HyperVBackings.ProfileName(card.Id, false, n)
        : null;

    private static bool CanChoose(Proposing p) => p.Host.Settings.TryGetValue("chooses-card", out var value) && value.Or("no") == "yes";
}
