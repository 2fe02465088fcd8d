using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>Orders the work into steps: hosts' brackets, VMs' steps, and the edges between them.</summary>
internal sealed class PlanSteps(FleetInventory fleet, Goal goal, Work work, PlanOptions options)
{
    private readonly StepGraph _graph = new();

    public List<Finding> Findings { get; } = [];

    public IReadOnlyList<Step> Build()
    {
        var hosts = work.Hosts.Values
            .OrderBy(h => fleet.NameOf(h.Host.Ref), StringComparer.Ordinal).ThenBy(h => h.Host.Ref)
            .Select(h => (Work: h, Nodes: HostSteps.Add(_graph, fleet, h, Findings)))
            .ToDictionary(h => h.Work.Host.Ref, h => h.Nodes);
        var vms = work.Vms.Values
            .OrderBy(v => fleet.NameOf(v.Ref), StringComparer.Ordinal).ThenBy(v => v.Ref)
            .Select(v => (Work: v, Nodes: new VmSteps(_graph, fleet, goal, work, Findings).Add(v)))
            .ToDictionary(v => v.Work.Ref, v => v.Nodes);
        foreach (var vm in work.Vms.Values)
        {
            JoinHost(vm, vms[vm.Ref], hosts);
        }

        JoinCards(vms);
        OneAfterTheOther(hosts, vms);
        AddVerification(hosts, vms);
        return _graph.ToSteps();
    }

    private void JoinHost(VmWork vm, VmNodes nodes, Dictionary<ObjectRef, HostNodes> hosts)
    {
        var now = vm.HostNow is { } n ? hosts.GetValueOrDefault(n) : null;
        var then = vm.HostThen is { } t ? hosts.GetValueOrDefault(t) : null;
        var staysUp = vm.HostNow is not { } home || !work.Hosts.TryGetValue(home, out var own) || !own.HasBracket;
        if (now is not null)
        {
            _graph.Before(nodes.MoveOut ?? (staysUp ? null : nodes.PowerOff), now.First);
            if (nodes.DetachesFirst)
            {
                _graph.Before(nodes.Detach, now.First);
            }

            _graph.Before(now.Last, nodes.MoveBack);
        }

        if (then is not null && !(nodes.DetachesFirst && nodes.Detach == nodes.Configure))
        {
            _graph.Before(then.Last, nodes.Configure);
            _graph.Before(then.Last, nodes.Move);

            // A VM whose own host stays up runs on until its card is ready; one that gives a card back first is off before that.
            if (staysUp && !nodes.DetachesFirst)
            {
                _graph.Before(then.Last, nodes.PowerOff);
            }
        }

        if (then is not null)
        {
            _graph.Before(then.Last, nodes.PowerOn);
        }
    }

    /// <summary>Release on A before give on B, whichever way the card is named.</summary>
    private void JoinCards(Dictionary<ObjectRef, VmNodes> vms)
    {
        foreach (var giver in work.Vms.Values)
        {
            foreach (var taker in work.Vms.Values.Where(v => v != giver && Cards.Passes(giver, v)))
            {
                _graph.Before(vms[giver.Ref].Detach, vms[taker.Ref].Configure);
                if (vms[taker.Ref].Detach is null && !(taker.HostNow is { } home && work.Hosts.TryGetValue(home, out var host) && host.HasBracket))
                {
                    _graph.Before(vms[giver.Ref].Detach, vms[taker.Ref].PowerOff);
                }
            }
        }
    }

    private void OneAfterTheOther(Dictionary<ObjectRef, HostNodes> hosts, Dictionary<ObjectRef, VmNodes> vms)
    {
        var brackets = work.Hosts.Values.Where(h => h.HasBracket)
            .OrderBy(h => fleet.NameOf(h.Host.Ref), StringComparer.Ordinal).ThenBy(h => h.Host.Ref).ToList();
        foreach (var cluster in brackets.Where(h => h.Host.ClusterId is not null).GroupBy(h => (h.Host.Ref.Site, h.Host.ClusterId)))
        {
            var inOrder = cluster.ToList();
            for (var i = options.HostsAtOncePerCluster; i < inOrder.Count; i++)
            {
                Chain(inOrder[i - options.HostsAtOncePerCluster], inOrder[i]);
            }
        }

        if (options.Canary)
        {
            foreach (var other in brackets.Skip(1))
            {
                Chain(brackets[0], other);
            }
        }

        void Chain(HostWork first, HostWork then)
        {
            var last = hosts[first.Host.Ref].Last;
            _graph.Before(last, hosts[then.Host.Ref].First);
            foreach (var vm in work.Vms.Values.Where(v => v.HostNow == then.Host.Ref))
            {
                _graph.Before(last, vms[vm.Ref].MoveOut ?? vms[vm.Ref].PowerOff);
            }
        }
    }

    private void AddVerification(Dictionary<ObjectRef, HostNodes> hosts, Dictionary<ObjectRef, VmNodes> vms)
    {
        foreach (var unit in goal.Units.Where(u => u.Shown is not null))
        {
            var before = work.Vms.Values.Where(v => v.Unit == unit.Id && !v.IsBystander).Select(v => vms[v.Ref].Last)
                .Concat(work.Hosts.Values.Where(h => h.Changes.Any(c => c.Unit == unit.Id)).Select(h => hosts[h.Host.Ref].Last))
                .OfType<int>().ToList();
            if (before.Count == 0)
            {
                continue;
            }

            var node = _graph.Add(new Step
            {
                Id = "",
                Kind = StepKind.Verify,
                Target = unit.Shown!.Vm,
                TargetName = fleet.Vm(unit.Shown.Vm) is null ? unit.Id : fleet.NameOf(unit.Shown.Vm),
                Unit = unit.Id,
                Expectations = [.. unit.Wants.Where(w => !w.OnlyWithOthers && w.Field != Field.Exists).Select(w => new Predicate
                {
                    Target = w.Target,
                    TargetName = fleet.NameOf(w.Target),
                    Field = w.Field,
                    Test = w.AlsoFine.Count == 0 ? Test.Is : Test.AnyOf,
                    Values = [w.Value, .. w.AlsoFine],
                })],
                Reason = "what was reached is proved by reading it again, and in the guest where it can be asked",
            });
            foreach (var step in before)
            {
                _graph.Before(step, node);
            }
        }
    }
}
