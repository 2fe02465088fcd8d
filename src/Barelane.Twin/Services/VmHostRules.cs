using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>The mandatory VM-host rules of a cluster.</summary>
internal static class VmHostRules
{
    public static bool Allow(TwinVm vm, TwinHost host) => !host.Compute.Rules.Any(rule => Forbids(rule, vm, host));

    /// <summary>How many preferences ('should' rules) a placement meets, for the choice between hosts.</summary>
    public static int Preference(TwinVm vm, TwinHost host) => host.Compute.Rules.Count(rule =>
        IsAbout(rule, host.Compute, vm) && rule.Text("affineHostGroupName") is { } group && Has(host, group));

    private static bool Forbids(VimObject rule, TwinVm vm, TwinHost host)
    {
        if (rule.Flag("mandatory") != true || !IsAbout(rule, host.Compute, vm))
        {
            return false;
        }

        return (rule.Text("affineHostGroupName") is { } only && !Has(host, only))
            || (rule.Text("antiAffineHostGroupName") is { } never && Has(host, never));
    }

    private static bool IsAbout(VimObject rule, TwinCompute compute, TwinVm vm) =>
        rule.Type == "ClusterVmHostRuleInfo" && rule.Flag("enabled") == true
        && Group(compute, rule.Text("vmGroupName")) is { } group && group.Items<MoRef>("vm").Contains(vm.Ref);

    private static bool Has(TwinHost host, string groupName) =>
        Group(host.Compute, groupName) is { } group && group.Items<MoRef>("host").Contains(host.Ref);

    private static VimObject? Group(TwinCompute compute, string? name) => compute.Groups.Find(g => g.Text("name") == name);
}
