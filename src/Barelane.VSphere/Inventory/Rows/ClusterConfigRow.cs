using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A ClusterConfigInfoEx, as far as placing and restarting VMs goes.</summary>
internal sealed class ClusterConfigRow
{
    public bool? LoadBalancing { get; private set; }

    public string? Automation { get; private set; }

    public bool? HostFailover { get; private set; }

    public bool? AdmissionControl { get; private set; }

    public bool? Vsan { get; private set; }

    /// <summary>Automation of single VMs; <c>disabled</c> where balancing is switched off for one.</summary>
    public Dictionary<ManagedObjectRef, string> AutomationOf { get; } = [];

    /// <summary>Restart priority of single VMs.</summary>
    public Dictionary<ManagedObjectRef, string> RestartOf { get; } = [];

    public List<RuleRow> Rules { get; } = [];

    /// <summary>Members of VM groups and host groups by name; a name is used once in a cluster.</summary>
    public Dictionary<string, List<ManagedObjectRef>> Groups { get; } = new(StringComparer.Ordinal);

    public static ClusterConfigRow Read(VimReader reader)
    {
        var row = new ClusterConfigRow();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "dasConfig":
                    row.ReadFailover(reader);
                    break;
                case "dasVmConfig":
                    row.ReadFailoverOf(reader);
                    break;
                case "drsConfig":
                    row.ReadBalancing(reader);
                    break;
                case "drsVmConfig":
                    row.ReadBalancingOf(reader);
                    break;
                case "rule":
                    row.Rules.Add(RuleRow.Read(reader));
                    break;
                case "group":
                    row.ReadGroup(reader);
                    break;
                case "vsanConfigInfo":
                    row.ReadVsan(reader);
                    break;
            }
        }

        return row;
    }

    private void ReadFailover(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "enabled":
                    HostFailover = reader.ReadBoolean();
                    break;
                case "admissionControlEnabled":
                    AdmissionControl = reader.ReadBoolean();
                    break;
            }
        }
    }

    private void ReadBalancing(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "enabled":
                    LoadBalancing = reader.ReadBoolean();
                    break;
                case "defaultVmBehavior":
                    Automation = reader.ReadPooled();
                    break;
            }
        }
    }

    private void ReadVsan(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "enabled")
            {
                Vsan = reader.ReadBoolean();
            }
        }
    }

    private void ReadBalancingOf(VimReader reader)
    {
        var vm = default(ManagedObjectRef);
        var enabled = true;
        string? behavior = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "key":
                    vm = reader.ReadRef();
                    break;
                case "enabled":
                    enabled = reader.ReadBoolean();
                    break;
                case "behavior":
                    behavior = reader.ReadPooled();
                    break;
            }
        }

        if (!enabled)
        {
            AutomationOf[vm] = "disabled";
        }
        else if (behavior is not null)
        {
            AutomationOf[vm] = behavior;
        }
    }

    private void ReadFailoverOf(VimReader reader)
    {
        var vm = default(ManagedObjectRef);
        string? priority = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "key":
                    vm = reader.ReadRef();
                    break;
                case "restartPriority":
                    priority ??= reader.ReadPooled();
                    break;
                case "dasSettings":
                    priority = ReadPriority(reader) ?? priority;
                    break;
            }
        }

        if (priority is not null and not "clusterRestartPriority")
        {
            RestartOf[vm] = priority;
        }
    }

    private static string? ReadPriority(VimReader reader)
    {
        string? priority = null;
        foreach (var name in reader.Children())
        {
            if (name == "restartPriority")
            {
                priority = reader.ReadPooled();
            }
        }

        return priority;
    }

    private void ReadGroup(VimReader reader)
    {
        var title = "";
        var members = new List<ManagedObjectRef>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "name":
                    title = reader.ReadString();
                    break;
                case "vm" or "host":
                    members.Add(reader.ReadRef());
                    break;
            }
        }

        Groups[title] = members;
    }
}
