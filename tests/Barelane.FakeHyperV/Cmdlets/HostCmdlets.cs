using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>All cmdlets of the fake host.</summary>
internal static class HostCmdlets
{
    private static readonly Dictionary<string, HostCmdlet> Known = new List<HostCmdlet>(
    [
        .. VmCmdlets.All, .. VmPartCmdlets.All, .. CheckpointCmdlets.All, .. PnpCmdlets.All, .. AssignableCmdlets.All, .. PoolCmdlets.All, .. PartitionCmdlets.All,
        .. RemoteFxCmdlets.All, .. GuestCmdlets.All, .. RegistryCmdlets.All, .. FileCmdlets.All, .. SystemCmdlets.All, .. ClusterCmdlets.All, CimCmdlets.Get, WmiCmdlets.Get,
    ]).ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyCollection<HostCmdlet> All => Known.Values;

    /// <summary>Those that change something.</summary>
    public static IReadOnlySet<string> Changing { get; } = Known.Values.Where(c => c.Changes).Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cmdlet as this host has it; null where it has none.</summary>
    public static ICmdlet? Find(FakeHost host, string name) => Known.TryGetValue(name, out var cmdlet) && cmdlet.IsOn(host) ? cmdlet.On(host) : null;
}
