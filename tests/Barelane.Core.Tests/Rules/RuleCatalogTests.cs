using System.Text.RegularExpressions;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.Core.Tests.Rules;

public sealed partial class RuleCatalogTests
{
    private static readonly ObjectRef Any = new(ObjectKind.Host, "s", "h");

    [Fact]
    public void Ids_are_unique_and_of_one_scheme()
    {
        var ids = RuleCatalog.All.Select(r => r.Info.Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches(IdScheme(), id));
        Assert.All(RuleCatalog.All, r => Assert.Same(r, RuleCatalog.Find(r.Info.Id)));
        Assert.Null(RuleCatalog.Find("HOST-NONE-999"));
    }

    [Fact]
    public void Every_rule_says_what_it_is() => Assert.All(RuleCatalog.All, r =>
    {
        Assert.NotEmpty(r.Info.Title);
        Assert.NotEmpty(r.Info.Why);
        Assert.NotEmpty(r.Info.Source);
        Assert.NotEmpty(r.Info.Reads);
        Assert.EndsWith(".", r.Info.Why, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_rule_is_shown_passing_failing_and_unable_to_see()
    {
        foreach (var rule in RuleCatalog.All)
        {
            var said = Scenarios.All.Where(s => s.Rule == rule.Info.Id).Select(s => s.Says).ToHashSet();
            Assert.True(said.Contains(Severity.Pass), $"{rule.Info.Id}: no scenario passes");
            Assert.True(said.Overlaps([Severity.Note, Severity.Warn, Severity.Block, Severity.Unknown]), $"{rule.Info.Id}: no scenario fails");
            Assert.True(said.Contains(Severity.Unknown) || rule.Info.Reads.All(IsAlwaysTold), $"{rule.Info.Id}: no scenario is Unknown");
        }
    }

    [Fact]
    public void Every_rule_that_can_block_blocks_in_a_scenario_and_no_other_rule_does()
    {
        foreach (var rule in RuleCatalog.All)
        {
            var blocks = Scenarios.All.Where(s => s.Rule == rule.Info.Id).SelectMany(s => s.Run().Findings).Any(f => f.Blocks);
            Assert.True(blocks == rule.Info.CanBlock, $"{rule.Info.Id}: CanBlock is {rule.Info.CanBlock}, a scenario blocks: {blocks}");
        }
    }

    [Fact]
    public void The_Unknown_of_a_rule_that_can_block_blocks()
    {
        var unknowns = Scenarios.All.Select(s => s.Run()).SelectMany(r => r.Findings.Where(f => f.Severity == Severity.Unknown).Select(f => (r.Rule, Finding: f))).ToList();

        Assert.NotEmpty(unknowns);
        Assert.All(unknowns, u => Assert.Equal(u.Rule.Info.CanBlock, u.Finding.Blocks));
    }

    [Fact]
    public void Every_rule_reads_all_it_declares_in_some_scenario()
    {
        foreach (var rule in RuleCatalog.All)
        {
            var read = new HashSet<FactKey>();
            foreach (var scenario in Scenarios.All.Where(s => s.Rule == rule.Info.Id))
            {
                read.UnionWith(scenario.Run().Subject.Consulted);
            }

            Assert.True(read.SetEquals(rule.Info.Reads), $"{rule.Info.Id} declares but never reads: {string.Join(", ", rule.Info.Reads.Except(read))}");
        }
    }

    [Fact]
    public void Every_finding_but_a_Pass_says_what_to_do_and_every_finding_says_why() => Assert.All(
        Scenarios.All.SelectMany(s => s.Run().Findings),
        f =>
        {
            Assert.Equal(f.Severity == Severity.Pass, f.Remedy.Length == 0);
            Assert.NotEmpty(f.Observed);
            Assert.NotEmpty(f.Required);
            Assert.NotEmpty(f.Why);
            Assert.NotEmpty(f.Source);
            Assert.NotEmpty(f.SubjectName);
        });

    [Fact]
    public void Nothing_stands_in_the_way_of_the_healthy_world()
    {
        var findings = RuleCatalog.Check(r => new RuleWorld().For(r));

        Assert.DoesNotContain(findings, f => f.Blocks);
        Assert.DoesNotContain(findings, f => f.Severity is Severity.Warn or Severity.Unknown);
    }

    [Fact]
    public void A_rule_that_reads_what_it_does_not_declare_is_a_defect()
    {
        var world = new RuleWorld();
        var subject = world.For(RuleCatalog.Find("HOST-CONNECTION-001")!);

        var error = Assert.Throws<InvalidOperationException>(() => subject.Read(VmFacts.Power, world.Vm));

        Assert.Contains("vm.power", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_world_gives_the_same_findings_in_the_same_order() =>
        Assert.Equal(RuleCatalog.Check(r => new RuleWorld().For(r)), RuleCatalog.Check(r => new RuleWorld().For(r)));

    /// <summary>Whether a fact is told even by a record that nobody filled.</summary>
    private static bool IsAlwaysTold(FactKey key)
    {
        var address = new PciAddress(0, 1, 0, 0);
        return key switch
        {
            FactKey<Vm, bool> k => k.Get(BareVm()).IsKnown,
            FactKey<Vm, string> k => k.Get(BareVm()).IsKnown,
            FactKey<Vm, PowerState> k => k.Get(BareVm()).IsKnown,
            FactKey<Device, PciClass> or FactKey<Device, IReadOnlyList<ObjectRef>> or FactKey<Site, bool> => true,
            FactKey<Device, bool> k => k.Get(new Device { Ref = ObjectRef.Device(Any, address), Address = address, Id = default, Class = default }).IsKnown,
            _ => false,
        };
    }

    private static Vm BareVm() => new() { Ref = Any with { Kind = ObjectKind.Vm }, Name = "v", Path = "v" };

    [GeneratedRegex("^(SITE|CLUSTER|HOST|DEVICE|SLICE|VM)-[A-Z0-9]+-[0-9]{3}$")]
    private static partial Regex IdScheme();
}
