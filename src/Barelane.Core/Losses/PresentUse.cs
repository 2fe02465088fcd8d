using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Losses;

/// <summary>What a VM uses today of the features that a way may take, read from the inventory alone.</summary>
internal sealed class PresentUse(FleetInventory fleet, Vm vm)
{
    private const int FewestOfAHabit = 3;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private readonly Site _site = fleet.SiteOf(vm.Ref).Site;
    private readonly Host? _host = vm.Host is { } host ? fleet.Host(host) : null;

    private Cluster? Cluster => _host is null ? null : fleet.ClusterOf(_host);

    /// <summary>Whether the feature is used, with a sentence about it.</summary>
    public (Observed<bool> Used, string Today) Of(LossArea area) => area switch
    {
        LossArea.LiveMigration => LiveMigration(),
        LossArea.Maintenance => Maintenance(),
        LossArea.StorageMigration => No("Nothing tells whether its disks are moved while it runs."),
        LossArea.LoadBalancing => LoadBalancing(),
        LossArea.HostFailover => HostFailover(),
        LossArea.FaultTolerance => Flag(vm.FaultTolerance, "Fault tolerance protects it today.", "Fault tolerance is not on.", "fault tolerance is on"),
        LossArea.MemorySnapshot => Snapshots(s => s.WithMemory, "with memory"),
        LossArea.DiskSnapshot => Snapshots(s => !s.WithMemory, ""),
        LossArea.OfflineSnapshot => vm.Power.Or(PowerState.On) == PowerState.Off ? Snapshots(_ => true, "") : No("It runs."),
        LossArea.Suspend => Flag(vm.Power.Map(p => p == PowerState.Suspended), "It is suspended now.", "It is not suspended.", "it is suspended"),
        LossArea.MemoryHotAdd => Flag(vm.MemoryHotAdd, "Memory can be added while it runs.", "Memory hot-add is not on.", "memory hot-add is on"),
        LossArea.CpuHotAdd => Flag(vm.CpuHotAdd, "CPUs can be added while it runs.", "CPU hot-add is not on.", "CPU hot-add is on"),
        _ => Backup(),
    };

    private (Observed<bool> Used, string Today) LiveMigration()
    {
        if (!_site.ManagesFleet)
        {
            return No("A host of its own: it cannot be moved live today either.");
        }

        var other = fleet.SiteOf(vm.Ref).Hosts.FirstOrDefault(h => h.Ref != vm.Host
            && (_host?.ClusterId is null || string.Equals(h.ClusterId, _host.ClusterId, StringComparison.Ordinal))
            && vm.Storage.All(h.Storage.Contains) && vm.Networks.All(h.Networks.Contains));
        return other is null
            ? No("No other host reaches its storage and networks: it cannot be moved live today either.")
            : Yes($"It can be moved live to '{other.Name}' today.");
    }

    private (Observed<bool> Used, string Today) LoadBalancing()
    {
        if (Cluster is not { } cluster)
        {
            return No("Its host is in no cluster: nothing balances it today either.");
        }

        if (!cluster.LoadBalancing.IsKnown)
        {
            return Unseen(cluster.LoadBalancing, $"cluster '{cluster.Name}' balances load");
        }

        var automation = vm.AutomationOverride.HasValue ? vm.AutomationOverride.Value : cluster.Automation.Or("");
        return cluster.LoadBalancing.Or(false) ? automation switch
        {
            "disabled" => No("Load balancing is switched off for this VM."),
            "manual" => Yes($"Cluster '{cluster.Name}' recommends where it should run."),
            "partiallyAutomated" => Yes($"Cluster '{cluster.Name}' places it at power-on and recommends moves."),
            "fullyAutomated" => Yes($"Cluster '{cluster.Name}' moves it automatically."),
            _ => Yes($"Cluster '{cluster.Name}' balances load."),
        } : No($"Load balancing is off in cluster '{cluster.Name}'.");
    }

    private (Observed<bool> Used, string Today) HostFailover()
    {
        if (Cluster is not { } cluster)
        {
            return No("Its host is in no cluster: nothing restarts it elsewhere today either.");
        }

        if (!cluster.HostFailover.IsKnown)
        {
            return Unseen(cluster.HostFailover, $"cluster '{cluster.Name}' restarts VMs");
        }

        return cluster.HostFailover.Or(false) && !string.Equals(vm.RestartPriority.Or(""), "disabled", StringComparison.Ordinal)
            ? Yes($"Cluster '{cluster.Name}' restarts it on another host if its host fails.")
            : No($"Cluster '{cluster.Name}' does not restart it after a host failure.");
    }

    private (Observed<bool> Used, string Today) Maintenance()
    {
        var (used, today) = LiveMigration();
        return used.Or(true) ? (used, today) : No("It has to be shut down for its host's maintenance today too.");
    }

    private (Observed<bool> Used, string Today) Snapshots(Func<SnapshotInfo, bool> which, string kind)
    {
        if (!vm.Snapshots.IsKnown)
        {
            return Unseen(vm.Snapshots, "it has snapshots");
        }

        var snapshots = vm.Snapshots.Or([]).Where(which).OrderBy(s => s.TakenAt).ToList();
        return snapshots.Count == 0
            ? No($"It has no snapshots{(kind.Length == 0 ? "" : " " + kind)}.")
            : Yes(string.Create(CultureInfo.InvariantCulture, $"It has {Amount.Of(snapshots.Count, "snapshot")}{(kind.Length == 0 ? "" : " " + kind)}, the last, '{snapshots[^1].Name}', from {snapshots[^1].TakenAt.UtcDateTime:yyyy-MM-dd}{Habit(snapshots)}."));
    }

    private (Observed<bool> Used, string Today) Backup()
    {
        var snapshots = vm.Snapshots.Or([]).OrderBy(s => s.TakenAt).ToList();
        return vm.BackupSign.State switch
        {
            ObservedState.Read or ObservedState.Inferred => (Observed.Inferred(true, vm.BackupSign.Value), $"A backup product uses its snapshots: {vm.BackupSign.Value}{Habit(snapshots)}."),
            ObservedState.Unreadable => Unseen(vm.BackupSign, "a backup product uses its snapshots"),
            _ when Habit(snapshots) is { Length: > 0 } habit => (Observed.Inferred(true, "snapshots at regular times"), $"Something takes snapshots of it regularly{habit}."),
            _ => No("No sign of a backup by snapshots was seen."),
        };
    }

    /// <summary>How often snapshots were taken lately, as the end of a sentence: counted back from the last one, since a plan knows no clock; empty for less than three in a week.</summary>
    private static string Habit(IReadOnlyList<SnapshotInfo> snapshots)
    {
        var week = snapshots.Count == 0 ? [] : snapshots.Where(s => s.TakenAt > snapshots[^1].TakenAt - Week).ToList();
        if (week.Count < FewestOfAHabit)
        {
            return "";
        }

        var apart = (week[^1].TakenAt - week[0].TakenAt) / (week.Count - 1);
        var rhythm = apart > TimeSpan.FromHours(20) && apart < TimeSpan.FromHours(28) ? ", about one a day" : "";
        return string.Create(CultureInfo.InvariantCulture, $" ({week.Count} snapshots in the week up to {week[^1].TakenAt.UtcDateTime:yyyy-MM-dd}{rhythm})");
    }

    private static (Observed<bool> Used, string Today) Flag(Observed<bool> fact, string yes, string no, string what) =>
        fact.IsKnown ? fact.Or(false) ? Yes(yes) : No(no) : Unseen(fact, what);

    private static (Observed<bool> Used, string Today) Yes(string today) => (Observed.Read(true), today);

    private static (Observed<bool> Used, string Today) No(string today) => (Observed.Read(false), today);

    private static (Observed<bool> Used, string Today) Unseen<T>(Observed<T> fact, string what)
    {
        var reason = fact.Note ?? "it was not asked for";
        return (Observed<bool>.Unreadable(reason), $"Whether {what} could not be seen: {reason}.");
    }
}
