namespace Barelane.Core.Losses;

/// <summary>One line of a hypervisor's table: what becomes of one feature under one way.</summary>
/// <param name="Area">What it is about.</param>
/// <param name="Feature">The hypervisor's own word for it, e.g. <c>vMotion</c>.</param>
/// <param name="Certainty">What becomes of it.</param>
/// <param name="Text">A sentence: what becomes of it, with the condition where there is one.</param>
/// <param name="Source">Where that comes from.</param>
internal sealed record LossRow(LossArea Area, string Feature, LossCertainty Certainty, string Text, string Source)
{
    /// <summary>The consent that stands for the feature.</summary>
    public string Consent => Area switch
    {
        LossArea.LiveMigration or LossArea.StorageMigration or LossArea.Maintenance => Plans.ConsentNames.LoseLiveMigration,
        LossArea.LoadBalancing => Plans.ConsentNames.LoseLoadBalancing,
        LossArea.HostFailover => Plans.ConsentNames.LoseHostFailover,
        LossArea.FaultTolerance => Plans.ConsentNames.LoseFaultTolerance,
        LossArea.Suspend => Plans.ConsentNames.LoseSuspend,
        LossArea.MemorySnapshot or LossArea.DiskSnapshot or LossArea.OfflineSnapshot => Plans.ConsentNames.LoseSnapshots,
        LossArea.Backup => Plans.ConsentNames.LoseBackup,
        _ => Plans.ConsentNames.LoseHotAdd,
    };
}
