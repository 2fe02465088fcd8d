using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Losses;
using Barelane.Core.Plans;
using Barelane.Core.Tests.Rules;

namespace Barelane.Core.Tests.Losses;

public sealed class LossTableTests
{
    [Fact]
    public void A_fixed_card_costs_what_the_VM_uses_today_and_no_more()
    {
        var needed = Consents(new RuleWorld());

        Assert.Equal([ConsentNames.LoseHostFailover, ConsentNames.LoseLiveMigration, ConsentNames.LoseLoadBalancing], needed);
    }

    [Fact]
    public void A_card_by_description_keeps_restart_on_another_host()
    {
        var losses = Losses(new RuleWorld().Dynamic());

        Assert.Equal(LossCertainty.Kept, Row(losses, LossArea.HostFailover).Certainty);
        Assert.Equal([ConsentNames.LoseLiveMigration, ConsentNames.LoseLoadBalancing], Consents(new RuleWorld().Dynamic()));
    }

    [Fact]
    public void A_lone_host_loses_no_vMotion_and_says_so()
    {
        var world = new RuleWorld();
        world = world with { Site = world.Site with { ManagesFleet = false }, Host = world.Host with { ClusterId = null }, Others = [] };

        Assert.Empty(Consents(world));
        Assert.Contains("today either", Row(Losses(world), LossArea.LiveMigration).Today, StringComparison.Ordinal);
    }

    [Fact]
    public void A_VM_whose_storage_no_other_host_reaches_loses_no_vMotion() =>
        Assert.DoesNotContain(ConsentNames.LoseLiveMigration, Consents(new RuleWorld().OnVm(v => v with { Storage = ["local-1"] })));

    [Fact]
    public void Snapshots_are_counted_with_the_date_of_the_last()
    {
        var world = new RuleWorld().OnVm(v => v with
        {
            Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>(
            [
                new SnapshotInfo("a", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), false),
                new SnapshotInfo("b", new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), false),
            ]),
        });

        var loss = Row(Losses(world), LossArea.DiskSnapshot);

        Assert.True(loss.NeedsConsent);
        Assert.Equal("It has 2 snapshots, the last, 'b', from 2026-03-02.", loss.Today);
    }

    [Theory]
    [InlineData("fullyAutomated", "moves it automatically", true)]
    [InlineData("partiallyAutomated", "places it at power-on", true)]
    [InlineData("manual", "recommends", true)]
    [InlineData("disabled", "switched off for this VM", false)]
    public void The_VMs_own_automation_decides_what_load_balancing_means_to_it(string automation, string says, bool needed)
    {
        var loss = Row(Losses(new RuleWorld().OnVm(v => v with { AutomationOverride = Observed.Read(automation) })), LossArea.LoadBalancing);

        Assert.Contains(says, loss.Today, StringComparison.Ordinal);
        Assert.Equal(needed, loss.NeedsConsent);
    }

    [Fact]
    public void A_VM_that_HA_leaves_alone_loses_no_HA() =>
        Assert.DoesNotContain(ConsentNames.LoseHostFailover, Consents(new RuleWorld().OnVm(v => v with { RestartPriority = Observed.Read("disabled") })));

    [Fact]
    public void A_use_that_could_not_be_seen_counts_as_used_and_says_why()
    {
        var world = new RuleWorld().OnCluster(c => c with { HostFailover = Observed<bool>.Unreadable("no permission") });

        var impact = Assert.Single(Impacts(world), i => i.Consent == ConsentNames.LoseHostFailover);

        Assert.Contains("no permission", impact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_that_left_a_sign_is_lost_with_it()
    {
        var world = new RuleWorld().OnVm(v => v with { BackupSign = Observed.Read("change tracking is on") });

        Assert.Contains(ConsentNames.LoseBackup, Consents(world));
        Assert.DoesNotContain(ConsentNames.LoseBackup, Consents(new RuleWorld()));
    }

    [Theory]
    [InlineData(ConsentNames.LoseFaultTolerance)]
    [InlineData(ConsentNames.LoseHotAdd)]
    [InlineData(ConsentNames.LoseSuspend)]
    public void A_feature_in_use_needs_consent(string consent)
    {
        var world = new RuleWorld().OnVm(v => v with
        {
            FaultTolerance = Observed.Read(true),
            MemoryHotAdd = Observed.Read(true),
            Power = Observed.Read(PowerState.Suspended),
        });

        Assert.Contains(consent, Consents(world));
    }

    [Fact]
    public void What_a_card_of_the_same_form_has_taken_is_not_taken_again()
    {
        var world = new RuleWorld().OnVm(v => v with { Attached = Attached("fixed 0000:af:00.0 10de:2235 at uuid-esx01", Way.Direct) });

        Assert.Empty(Consents(world));
        Assert.Contains("lost already", Row(Losses(world), LossArea.LiveMigration).Today, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_described_card_left_is_lost_to_a_fixed_one()
    {
        var world = new RuleWorld().OnVm(v => v with { Attached = Attached("dynamic 10de:2235", Way.Direct) });

        Assert.Equal([ConsentNames.LoseHostFailover], Consents(world));
    }

    [Fact]
    public void A_VM_that_is_created_loses_nothing()
    {
        var world = new RuleWorld { VmIsNew = true };

        Assert.Empty(Consents(world));
        Assert.NotEmpty(Losses(world));
    }

    [Theory]
    [InlineData("6.5", LossCertainty.Lost)]
    [InlineData("6.7", LossCertainty.Lost)]
    [InlineData("6.7.1", LossCertainty.Conditional)]
    [InlineData("7.0.3.0", LossCertainty.Conditional)]
    [InlineData("8.0.3.0", LossCertainty.Conditional)]
    public void vMotion_with_a_slice_depends_on_the_version(string version, LossCertainty expected) =>
        Assert.Equal(expected, Row(Losses(Sliced(version)), LossArea.LiveMigration).Certainty);

    [Fact]
    public void A_large_slice_outlasts_a_move_before_6_7_Update_3()
    {
        var world = Sliced("6.7.2").OnHost(h => h with { Profiles = Profiles(p => p with { MemoryMiB = Observed.Read(24L * 1024) }) });

        var loss = Row(Losses(world), LossArea.LiveMigration);

        Assert.Equal(LossCertainty.Unverified, loss.Certainty);
        Assert.Contains("100 s", loss.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profiles_own_flags_decide()
    {
        var world = Sliced("8.0.3.0").OnHost(h => h with
        {
            Profiles = Profiles(p => p with { MigrationSupported = Observed.Read(false), SuspendSupported = Observed.Read(false), MemorySnapshotSupported = default }),
        });

        var losses = Losses(world);

        Assert.Equal(LossCertainty.Lost, Row(losses, LossArea.LiveMigration).Certainty);
        Assert.Equal(LossCertainty.Lost, Row(losses, LossArea.Suspend).Certainty);
        Assert.Equal(LossCertainty.Unverified, Row(losses, LossArea.MemorySnapshot).Certainty);
        Assert.Equal(LossCertainty.Kept, Row(losses, LossArea.Backup).Certainty);
    }

    [Fact]
    public void DRS_leaves_slices_alone_before_8_0_Update_1()
    {
        Assert.Equal(LossCertainty.Lost, Row(Losses(Sliced("7.0.3.0")), LossArea.LoadBalancing).Certainty);
        Assert.Equal(LossCertainty.Conditional, Row(Losses(Sliced("8.0.1.0")), LossArea.LoadBalancing).Certainty);
    }

    [Fact]
    public void A_nightly_backup_by_snapshots_is_told_with_its_rhythm()
    {
        var world = new RuleWorld().OnVm(v => v with { BackupSign = Observed.Read("change tracking is on"), Snapshots = Nightly(3) });

        var impact = Assert.Single(Impacts(world), i => i.Consent == ConsentNames.LoseBackup);

        Assert.StartsWith("A backup product uses its snapshots: change tracking is on (3 snapshots in the week up to 2026-03-03, about one a day).", impact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshots_at_regular_times_are_a_sign_of_a_backup_without_any_other()
    {
        Assert.Contains(ConsentNames.LoseBackup, Consents(new RuleWorld().OnVm(v => v with { Snapshots = Nightly(3) })));
        Assert.DoesNotContain(ConsentNames.LoseBackup, Consents(new RuleWorld().OnVm(v => v with { Snapshots = Nightly(2) })));
    }

    [Fact]
    public void What_one_consent_stands_for_is_one_impact_that_says_it_all()
    {
        var world = new RuleWorld().OnVm(v => v with
        {
            Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([new SnapshotInfo("a", DateTimeOffset.UnixEpoch, true), new SnapshotInfo("b", DateTimeOffset.UnixEpoch, false)]),
        });

        var impact = Assert.Single(Impacts(world), i => i.Consent == ConsentNames.LoseSnapshots);

        Assert.Contains("1 snapshot with memory", impact.Text, StringComparison.Ordinal);
        Assert.Contains("while the VM runs", impact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshots_of_a_VM_that_is_off_are_disputed_with_a_card_and_kept_with_a_slice()
    {
        var off = new RuleWorld().OnVm(v => v with { Power = Observed.Read(PowerState.Off), Snapshots = Nightly(1) });

        Assert.Equal((LossCertainty.Unverified, true), (Row(Losses(off), LossArea.OfflineSnapshot).Certainty, Row(Losses(off), LossArea.OfflineSnapshot).NeedsConsent));
        Assert.Equal(LossCertainty.Kept, Row(Losses(Sliced("8.0.3.0")), LossArea.OfflineSnapshot).Certainty);
    }

    [Theory]
    [InlineData("7.0.2.0", LossCertainty.Lost)]
    [InlineData("7.0.3.0", LossCertainty.Conditional)]
    public void Maintenance_mode_waits_for_slices_until_7_0_Update_3(string version, LossCertainty expected) =>
        Assert.Equal(expected, Row(Losses(Sliced(version)), LossArea.Maintenance).Certainty);

    [Fact]
    public void On_KVM_what_reads_the_disks_alone_stays()
    {
        var losses = Losses(new RuleWorld().Kvm());

        Assert.All((LossArea[])[LossArea.DiskSnapshot, LossArea.OfflineSnapshot, LossArea.Backup, LossArea.StorageMigration, LossArea.CpuHotAdd], a => Assert.Equal(LossCertainty.Kept, Row(losses, a).Certainty));
        Assert.All((LossArea[])[LossArea.LiveMigration, LossArea.Maintenance, LossArea.Suspend, LossArea.MemorySnapshot, LossArea.MemoryHotAdd], a => Assert.Equal(LossCertainty.Lost, Row(losses, a).Certainty));
    }

    [Fact]
    public void A_partition_follows_its_VM_from_Server_2025_on()
    {
        var old = new RuleWorld().HyperV().Sliced();
        var now = old with { Site = old.Site with { ApiVersion = "10.0.26100" } };

        Assert.All((LossArea[])[LossArea.LiveMigration, LossArea.HostFailover, LossArea.LoadBalancing, LossArea.Maintenance], a =>
        {
            Assert.Equal(LossCertainty.Lost, Row(Losses(old), a).Certainty);
            Assert.Equal(LossCertainty.Conditional, Row(Losses(now), a).Certainty);
        });
    }

    [Fact]
    public void Every_hypervisor_speaks_of_each_feature_that_people_ask_for()
    {
        LossArea[] asked = [LossArea.LiveMigration, LossArea.Maintenance, LossArea.HostFailover, LossArea.Suspend, LossArea.MemorySnapshot, LossArea.Backup, LossArea.MemoryHotAdd];
        RuleWorld[] worlds = [new(), new RuleWorld().Dynamic(), new RuleWorld().Sliced(), new RuleWorld().Kvm(), new RuleWorld().Kvm().Sliced(), new RuleWorld().HyperV(), new RuleWorld().HyperV().Sliced()];

        Assert.All(worlds, w => Assert.Subset(Losses(w).Select(l => l.Area).ToHashSet(), asked.ToHashSet()));
    }

    [Fact]
    public void KVM_and_Hyper_V_refuse_live_migration_of_a_whole_card()
    {
        Assert.Equal(LossCertainty.Lost, Row(Losses(new RuleWorld().Kvm()), LossArea.LiveMigration).Certainty);
        Assert.Equal(LossCertainty.Lost, Row(Losses(new RuleWorld().HyperV()), LossArea.LiveMigration).Certainty);
    }

    [Fact]
    public void Hyper_V_keeps_failover_with_pools_from_Server_2025_on()
    {
        var old = new RuleWorld().HyperV().Dynamic();
        var now = old with { Site = old.Site with { ApiVersion = "10.0.26100" } };

        Assert.Equal(LossCertainty.Lost, Row(Losses(old), LossArea.HostFailover).Certainty);
        Assert.Equal(LossCertainty.Kept, Row(Losses(now), LossArea.HostFailover).Certainty);
    }

    [Fact]
    public void Every_row_of_every_table_names_a_known_consent_and_a_source()
    {
        RuleWorld[] worlds = [new(), new RuleWorld().Dynamic(), new RuleWorld().Sliced(), new RuleWorld().Kvm(), new RuleWorld().Kvm().Sliced(), new RuleWorld().HyperV(), new RuleWorld().HyperV().Dynamic(), new RuleWorld().HyperV().Sliced()];

        Assert.All(worlds.SelectMany(Losses), l =>
        {
            Assert.Contains(l.Consent, ConsentNames.All.Keys);
            Assert.NotEmpty(l.Source);
            Assert.EndsWith(".", l.Text, StringComparison.Ordinal);
            Assert.EndsWith(".", l.Today, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_impact_names_the_VM_the_unit_and_the_use_of_today()
    {
        var impact = Impacts(new RuleWorld()).First(i => i.Consent == ConsentNames.LoseLoadBalancing);

        Assert.Equal("dc1/render-01", impact.SubjectName);
        Assert.Equal("dc1/render-01", impact.Unit);
        Assert.StartsWith("Cluster 'Cluster-1' moves it automatically.", impact.Text, StringComparison.Ordinal);
    }

    private static Observed<IReadOnlyList<SnapshotInfo>> Nightly(int nights) => Observed.Read<IReadOnlyList<SnapshotInfo>>(
        [.. Enumerable.Range(1, nights).Select(n => new SnapshotInfo($"backup-{n}", new DateTimeOffset(2026, 3, n, 1, 0, 0, TimeSpan.Zero), false))]);

    private static RuleWorld Sliced(string version)
    {
        var world = new RuleWorld().Sliced();
        return world with { Site = world.Site with { ApiVersion = version } };
    }

    private static Observed<IReadOnlyList<SliceProfile>> Profiles(Func<SliceProfile, SliceProfile> change) => Observed.Read<IReadOnlyList<SliceProfile>>([change(RuleWorld.Profile())]);

    private static Observed<IReadOnlyList<AttachedDevice>> Attached(string backing, Way way) =>
        Observed.Read<IReadOnlyList<AttachedDevice>>([new AttachedDevice { Key = "13000", Way = way, Backing = backing }]);

    private static IReadOnlyList<Loss> Losses(RuleWorld world) => LossTable.Of(world.Fleet(), world.Resolved(), world.Variant);

    private static IReadOnlyList<Impact> Impacts(RuleWorld world) => LossTable.ImpactsOf(world.Fleet(), world.Resolved(), world.Variant);

    private static List<string> Consents(RuleWorld world) => [.. Impacts(world).Select(i => i.Consent).Order(StringComparer.Ordinal)];

    private static Loss Row(IEnumerable<Loss> losses, LossArea area) => losses.Single(l => l.Area == area);
}
