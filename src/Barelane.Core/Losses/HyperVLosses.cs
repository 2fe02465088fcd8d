using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.Core.Losses;

/// <summary>Hyper-V: Discrete Device Assignment, pools of it (Server 2025), and GPU partitions.</summary>
internal static class HyperVLosses
{
    private const string Dda = "Microsoft, Plan for deploying devices by using Discrete Device Assignment";
    private const string Pools = "Microsoft, Use GPUs with clustered VMs";
    private const string Partitions = "Microsoft, GPU partitioning";

    /// <summary>Build of Windows Server 2025, from which GPU partitions can be migrated live and pools exist.</summary>
    private static readonly Version Server2025 = new(10, 0, 26100);

    public static IEnumerable<LossRow> Of(WayVariant variant, Version version) => variant switch
    {
        WayVariant.DirectFixed => Direct().Append(
            new(ConsentNames.LoseHostFailover, "failover cluster", LossCertainty.Lost, "A device named by its place cannot follow the VM to another node.", Dda)),
        WayVariant.DirectByDescription => Direct().Append(version >= Server2025
            ? new(ConsentNames.LoseHostFailover, "failover cluster", LossCertainty.Kept, "The VM is restarted on a node whose pool has a free device.", Pools)
            : new(ConsentNames.LoseHostFailover, "failover cluster", LossCertainty.Lost, "Pools of devices need Windows Server 2025.", Pools)),
        WayVariant.Slice =>
        [
            version >= Server2025
                ? new(ConsentNames.LoseLiveMigration, "live migration", LossCertainty.Conditional, "Live migration needs driver, processor and card that support it, and falls back to TCP/IP with compression.", Partitions)
                : new(ConsentNames.LoseLiveMigration, "live migration", LossCertainty.Lost, "A VM with a GPU partition cannot be migrated live before Windows Server 2025.", Partitions),
            new(ConsentNames.LoseSnapshots, "checkpoints", LossCertainty.Unverified, "A GPU partition is reported to forbid checkpoints.", Partitions),
            new(ConsentNames.LoseHotAdd, "dynamic memory", LossCertainty.Conditional, "Dynamic memory stays only where startup and minimum memory are equal.", Partitions),
        ],
        _ => [],
    };

    private static IEnumerable<LossRow> Direct() =>
    [
        new(ConsentNames.LoseLiveMigration, "live migration", LossCertainty.Lost, "A VM with an assigned device cannot be migrated live.", Dda),
        new(ConsentNames.LoseSuspend, "save and restore", LossCertainty.Lost, "The VM cannot be saved and restored; its stop action becomes turn off.", Dda),
        new(ConsentNames.LoseSnapshots, "checkpoints", LossCertainty.Unverified, "Standard checkpoints need a saved state; documents differ about the others.", Dda),
        new(ConsentNames.LoseHotAdd, "dynamic memory", LossCertainty.Lost, "Dynamic memory is not available with an assigned device.", Dda),
    ];
}
