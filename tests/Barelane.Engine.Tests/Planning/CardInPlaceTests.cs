using Barelane.Core.Rules;
using Barelane.Engine.Planning;
using Barelane.Engine.Tests.Running;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Planning;

/// <summary>Hypervisors tell less of a card once a VM has it. That stands in the way of a new assignment, and not of one that is carried out already.</summary>
public sealed class CardInPlaceTests
{
    private readonly Workbench _bench = Benches.OneVm();

    [Fact]
    public async Task What_cannot_be_seen_of_a_card_blocks_until_the_VM_has_it_and_nothing_is_to_change()
    {
        Assert.Equal((Severity.Unknown, true), Said());

        await _bench.ApplyAsync(Benches.OneVmDocument);
        Assert.Equal((Severity.Unknown, false), Said());

        _bench.Vm("a").Options["window64"] = "FALSE";
        Assert.Equal((Severity.Unknown, true), Said());
    }

    [Fact]
    public async Task What_stands_in_the_way_of_a_card_does_so_wherever_it_is()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal((Severity.Block, true), Said(Severity.Block));
    }

    private (Severity Severity, bool Blocks) Said(Severity severity = Severity.Unknown)
    {
        var goal = new GoalMaker(_bench.Planners, [new Rule(severity)], (_, _, _) => [], _bench.Maker).ForDocument(_bench.Site.Fleet(), Benches.OneVmDocument, new NothingRemembered());
        var finding = Assert.Single(goal.Findings, f => f.Rule == "TEST-CARD-001");
        return (finding.Severity, finding.Blocks);
    }

    private sealed class Rule(Severity severity) : IRule
    {
        public RuleInfo Info { get; } = new() { Id = "TEST-CARD-001", Title = "t", Why = "w", Source = "s", Reads = [] };

        public IEnumerable<Finding> Check(RuleSubject subject) => subject.Functions.Select(f => subject.Say(severity, f.Ref, "it could not be read", "r"));
    }
}
