using System.Globalization;
using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Clusters;

/// <summary>vSAN has all copies before a host goes down.</summary>
internal sealed class VsanResyncRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "CLUSTER-VSAN-001",
        Title = "vSAN is not resynchronising",
        Why = "While vSAN rebuilds copies, the host to be taken down may hold the only good one: VMs would lose their disks.",
        Source = "vSAN documentation, working with maintenance mode",
        Reads = [ClusterFacts.Vsan, ClusterFacts.VsanResyncBytes],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.DisturbsHost || subject.Cluster is not { } cluster)
        {
            yield break;
        }

        const string Required = "0 bytes to resynchronise";
        var remedy = $"Wait until vSphere Client > '{cluster.Name}' > Monitor > vSAN > Resyncing objects is empty.";
        var byHand = $"Look yourself, right before the run: vSphere Client > '{cluster.Name}' > Monitor > vSAN > Resyncing objects must be empty; or on one of its hosts 'esxcli vsan debug resync summary get' "
            + $"must say 'Total Number Of Resyncing Objects: 0'. If it is so, say '--accept {Info.Id}' for this run, or 'accept: [{Info.Id}]' in the assignment for good. If not, wait until it is.";
        var vsan = subject.Read(ClusterFacts.Vsan, cluster);
        if (!vsan.IsKnown)
        {
            yield return subject.Unseen(cluster.Ref, "Whether vSAN is on", vsan, Required, remedy);
        }
        else if (!vsan.Or(false))
        {
            yield return subject.Pass(cluster.Ref, "vSAN is off", Required);
        }
        else
        {
            var resync = subject.Read(ClusterFacts.VsanResyncBytes, cluster);
            yield return resync.TryGet(out var bytes)
                ? bytes == 0
                    ? subject.Pass(cluster.Ref, "0 bytes to resynchronise", Required)
                    : subject.Say(Severity.Block, cluster.Ref, string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes to resynchronise"), Required, remedy)
                : subject.Unseen(cluster.Ref, "The bytes vSAN has to resynchronise", resync, Required, byHand);
        }
    }
}
