using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.VSphere.Tests.Planning;

public sealed class ProposalPropertyTests
{
    private sealed record Case(bool Cluster, bool Balances, bool Restarts, bool Assignable, bool Ready, int Card, string Firmware, string Hardware, bool HotAdd, int Way, int Count, string Name)
    {
        private static readonly IReadOnlyList<Device>[] Kinds = [Cards.A40, Cards.A100, Cards.Rtx3090, Cards.Nvme];

        public FleetInventory Site()
        {
            var builder = new InventoryBuilder();
            if (Cluster)
            {
                builder.Cluster("gpu", c => c with { LoadBalancing = Observed.Read(Balances), HostFailover = Observed.Read(Restarts) });
            }

            foreach (var host in new[] { "esx01", "esx02" })
            {
                Func<Device, Device> state = Ready ? HostParts.Ready : d => d;
                builder.Host(host, Cluster ? "gpu" : null,
                    HostParts.Card("0000:3b:00.0", Kinds[Card], state), HostParts.Card("0000:af:00.0", Kinds[Card], state), HostParts.Offers("nvidia_a40-8q", 8192, 0),
                    h => h with { AssignableHardware = Observed.Read(Assignable) });
            }

            return builder.Vm(Name, "esx01", v => v with
            {
                Firmware = Observed.Read(Firmware),
                HardwareVersion = Observed.Read(Hardware),
                MemoryHotAdd = Observed.Read(HotAdd),
                GuestTools = Observed.Read("notInstalled"),
            }).Build();
        }

        public Assignment Assignment() => new()
        {
            Vm = "dc1/" + Name,
            Way = Way == 2 ? Core.Goals.Way.Shared : Core.Goals.Way.Direct,
            Gpu = Way switch
            {
                2 => new GpuSelector { Profile = "nvidia_a40-8q", Count = Count },
                1 => new GpuSelector { Id = Kinds[Card][0].Id, Address = PciAddress.Parse("0000:af:00.0"), Host = "esx02" },
                _ => new GpuSelector { Id = Kinds[Card][0].Id, Count = Kinds[Card][0].IsGpu ? Count : 2 },
            },
            RestorePoint = HotAdd ? "before" : null,
            PowerOn = Ready,
        };
    }

    private static Arbitrary<Case> Cases => (
        from cluster in Gen.Elements(true, false)
        from balances in Gen.Elements(true, false)
        from restarts in Gen.Elements(true, false)
        from assignable in Gen.Elements(true, false)
        from ready in Gen.Elements(true, false)
        from card in Gen.Choose(0, 3)
        from firmware in Gen.Elements("bios", "efi")
        from hardware in Gen.Elements("vmx-11", "vmx-15", "vmx-17", "vmx-21")
        from hotAdd in Gen.Elements(true, false)
        from way in Gen.Choose(0, 2)
        from count in Gen.Choose(1, 2)
        from name in Gens.Names
        select new Case(cluster, balances, restarts, assignable, ready, card, firmware, hardware, hotAdd, way, count, "vm" + name)).ToArbitrary();

    [Fact]
    public void What_was_reached_is_not_wanted_again() => Prop.ForAll(Cases, c =>
    {
        var fleet = c.Site();
        var reached = Reached.Of(fleet, Ask.Propose(fleet, c.Assignment()).Wants);

        var open = Ask.Open(reached, Ask.Propose(reached, c.Assignment()));

        Assert.True(open.Count == 0, string.Join(", ", open.Select(w => $"{w.Target} {w.Field} -> {w.Value}")));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_question_gets_the_same_answer() => Prop.ForAll(Cases, c =>
    {
        var first = Ask.Propose(c.Site(), c.Assignment());
        var second = Ask.Propose(c.Site(), c.Assignment());

        Assert.Equal(first.Wants.Select(Print), second.Wants.Select(Print));
        Assert.Equal(first.BeforeConfigure.Concat(first.BeforePowerOn).Select(Print), second.BeforeConfigure.Concat(second.BeforePowerOn).Select(Print));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_wanted_is_owned_readable_and_changes_by_a_known_step() => Prop.ForAll(Cases, c =>
    {
        var fleet = c.Site();
        foreach (var want in Ask.Propose(fleet, c.Assignment()).Wants)
        {
            Assert.True(Ask.Planner.Owns(want.Target.Kind, want.Field), want.Field.Name);
            var found = Ask.Planner.Read(fleet, want.Target, want.Field);
            Assert.True(found.IsKnown, $"{want.Field}: {found}");
            var effect = Ask.Planner.EffectOf(fleet, want.Target, new FieldChange(want.Field, found.HasValue ? found.Value : null, want.Value));
            Assert.Equal(want.Target.Kind == ObjectKind.Vm, effect.HostNeed == HostNeed.None && effect.Kind is not (StepKind.ClaimDevice or StepKind.ReleaseDevice or StepKind.CutSlice or StepKind.RemoveSlice));
            Assert.NotEmpty(want.Reason);
            Assert.Equal(c.Assignment().Vm, want.Unit);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_field_is_wanted_twice() => Prop.ForAll(Cases, c =>
    {
        var wants = Ask.Propose(c.Site(), c.Assignment()).Wants;

        Assert.Equal(wants.Count, wants.DistinctBy(w => (w.Target, w.Field)).Count());
    }).QuickCheckThrowOnFailure();

    private static string Print(Want want) => $"{want.Target} {want.Field}={want.Value} [{string.Join('|', want.AlsoFine)}] {want.Reason}";

    private static string Print(Predicate predicate) => $"{predicate.Target} {predicate.TargetName} {predicate}";
}
