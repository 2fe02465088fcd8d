using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Inventory;

/// <summary>Puts the host devices of VMs into the one notation of backings.</summary>
internal sealed class GivenDevices(SystemIds systems, Func<Wire.ManagedObjectRef, ObjectRef?> hosts)
{
    public static readonly Observed<IReadOnlyList<AttachedDevice>> None = Observed.Read<IReadOnlyList<AttachedDevice>>([]);

    /// <summary>The devices of a VM in the order of its hardware; the members of a vendor's group stand as one.</summary>
    public IReadOnlyList<AttachedDevice> Of(VmRow vm, HardwareRow hardware)
    {
        var all = new List<AttachedDevice>(hardware.Given.Count);
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var given in hardware.Given)
        {
            if (given.Group is { } key && vm.Groups?.GetValueOrDefault(key) is { Length: > 0 } group)
            {
                if (groups.Add(key))
                {
                    all.Add(new AttachedDevice { Key = given.Key, Way = group.Contains('@', StringComparison.Ordinal) ? Way.Shared : Way.Direct, Backing = new GroupBacking(group).ToString() });
                }
            }
            else
            {
                all.Add(One(vm, given));
            }
        }

        return all;
    }

    private AttachedDevice One(VmRow vm, GivenRow given) => new()
    {
        Key = given.Key,
        Way = given.Kind.Contains("Vmiop", StringComparison.Ordinal) ? Way.Shared : Way.Direct,
        Backing = BackingOf(vm, given).ToString(),
        Address = given.Kind == "Sriov" ? null : given.Address,
    };

    private Backing BackingOf(VmRow vm, GivenRow given) => given.Kind switch
    {
        "VirtualPCIPassthroughDeviceBackingInfo" when given.Address is { } address => new FixedBacking(address, given.Id, HostIdOf(vm, given)),
        "VirtualPCIPassthroughDynamicBackingInfo" when given.Allowed.Count > 0 => new DynamicBacking(given.Allowed, given.Label),
        "VirtualPCIPassthroughVmiopBackingInfo" when given.Profile.Length > 0 => new ProfileBacking(given.Profile),
        "VirtualPCIPassthroughDvxBackingInfo" => new OtherBacking($"dvx {given.Profile}"),
        "Sriov" => new OtherBacking(given.Address is { } function ? $"sriov network card of {function}" : "sriov network card"),
        _ => new OtherBacking(given.Kind.Length > 0 ? given.Kind : "without backing"),
    };

    private string HostIdOf(VmRow vm, GivenRow given) => systems.HostOf(given, vm) is { } host && hosts(host) is { } known ? known.Id : $"system:{given.SystemId}";
}
