using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>ReconfigureComputeResource_Task: VM-host groups and rules, and what DRS and HA do about one VM.</summary>
internal static class ClusterService
{
    private static readonly HashSet<string> Honoured = new(StringComparer.Ordinal)
    {
        "dasConfig", "dasVmConfigSpec", "drsConfig", "drsVmConfigSpec", "rulesSpec", "groupSpec",
    };

    public static void Register(Dictionary<string, Func<Call, object?>> table) =>
        table["ReconfigureComputeResource_Task"] = call => Reconfigure(call);

    private static MoRef Reconfigure(Call call)
    {
        var cluster = call.On<TwinCompute>();
        var spec = call.Args.Child("spec")!;
        return call.Start(cluster, () =>
        {
            if (spec.Type != "ClusterConfigSpecEx" || !cluster.IsCluster)
            {
                throw VimFaults.InvalidArgument("spec", "A cluster takes a ClusterConfigSpecEx.");
            }

            if (spec.Select(field => field.Key).FirstOrDefault(name => !Honoured.Contains(name)) is { } unknown)
            {
                throw VimFaults.NotSupported($"The twin does not simulate the field '{unknown}' of ClusterConfigSpecEx.");
            }

            Apply(cluster, spec);
            call.Site.Touch(cluster);
            return null;
        }).Ref;
    }

    /// <summary>All or nothing: the new lists are made first, and put in place only when each change was possible.</summary>
    private static void Apply(TwinCompute cluster, VimObject spec)
    {
        var lastKey = cluster.LastRuleKey;
        var groups = Changed(cluster.Groups, spec, "groupSpec", "name");
        var rules = Changed(cluster.Rules, spec, "rulesSpec", "key");
        foreach (var rule in rules.Where(rule => !rule.Has("key")))
        {
            rule.Set("key", ++lastKey).Set("status", "green").Set("userCreated", true)
                .Set("ruleUuid", rule.Text("ruleUuid") ?? Guid.NewGuid().ToString());
        }

        if (rules.Select(r => r.Text("name")).Distinct().Count() != rules.Count)
        {
            throw VimFaults.InvalidArgument("rulesSpec", "Two rules of a cluster can't have the same name.");
        }

        foreach (var rule in rules.Where(r => r.Type == "ClusterVmHostRuleInfo"))
        {
            CheckGroups(groups, rule);
        }

        var drs = Changed(cluster.DrsOverrides, spec, "drsVmConfigSpec", "key");
        var das = Changed(cluster.HaOverrides, spec, "dasVmConfigSpec", "key");
        cluster.LastRuleKey = lastKey;
        Replace(cluster.Groups, groups);
        Replace(cluster.Rules, rules);
        Replace(cluster.DrsOverrides, drs);
        Replace(cluster.HaOverrides, das);
        cluster.DrsEnabled = spec.Child("drsConfig")?.Flag("enabled") ?? cluster.DrsEnabled;
        cluster.DrsBehavior = spec.Child("drsConfig")?.Text("defaultVmBehavior") ?? cluster.DrsBehavior;
        cluster.HaEnabled = spec.Child("dasConfig")?.Flag("enabled") ?? cluster.HaEnabled;
        cluster.AdmissionControlEnabled =
            spec.Child("dasConfig")?.Flag("admissionControlEnabled") ?? cluster.AdmissionControlEnabled;
    }

    private static void CheckGroups(List<VimObject> groups, VimObject rule)
    {
        foreach (var field in new[] { "vmGroupName", "affineHostGroupName", "antiAffineHostGroupName" })
        {
            if (rule.Text(field) is { } name && !groups.Exists(group => group.Text("name") == name))
            {
                throw VimFaults.InvalidArgument($"rulesSpec.info.{field}", $"The cluster has no group '{name}'.");
            }
        }
    }

    private static List<VimObject> Changed(List<VimObject> present, VimObject spec, string field, string key)
    {
        var list = present.Select(item => item.Copy()).ToList();
        foreach (var change in spec.Items<VimObject>(field))
        {
            var info = change.Child("info");
            var wanted = change["removeKey"] is { } removeKey && change.Text("operation") == "remove" ? removeKey : info?[key];
            var index = wanted is null ? -1 : list.FindIndex(item => item[key]!.Equals(wanted));
            switch (change.Text("operation"))
            {
                case "add" when info is not null && index < 0:
                    list.Add(info.Copy());
                    break;
                case "edit" when info is not null && index >= 0:
                    list[index] = info.Copy();
                    break;
                case "remove" when index >= 0:
                    list.RemoveAt(index);
                    break;
                default:
                    throw VimFaults.InvalidArgument(
                        field, $"The change '{change.Text("operation")}' of '{wanted}' does not fit what the cluster has.");
            }
        }

        return list;
    }

    private static void Replace(List<VimObject> present, List<VimObject> wanted)
    {
        present.Clear();
        present.AddRange(wanted);
    }
}
