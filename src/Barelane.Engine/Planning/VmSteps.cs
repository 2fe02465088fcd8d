using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>One VM's steps in their order: shelter, or what its running guest has to do, power off, restore point, move, configure, power on.</summary>
internal sealed class VmSteps(StepGraph graph, FleetInventory fleet, Goal goal, Work work, List<Finding> findings)
{
    public VmNodes Add(VmWork vm)
    {
        var nodes = new VmNodes();
        var host = vm.HostNow is { } h ? work.Hosts.GetValueOrDefault(h) : null;
        if (vm.Shelter is { } shelter)
        {
            AddShelter(vm, shelter, host!, nodes);
            return nodes;
        }

        if (vm.IsBystander && host is { StaysDown: true })
        {
            vm.PowerThen = PowerState.Off;
        }

        var hostGoesDown = host is { HasBracket: true };
        if (vm.PowerNow == PowerState.Suspended && (vm.NeedsOff || hostGoesDown || vm.PowerThen != PowerState.Suspended))
        {
            findings.Add(PlanFindings.Block("PLAN-SUSPENDED-001", vm.Ref, Name(vm), $"'{Name(vm)}' is suspended.", "Powered on or off",
                "Resume it and shut it down, or discard its suspended state, and plan again: a change now would lose what the guest was doing."));
            return nodes;
        }

        if (vm.PowerNow == PowerState.On)
        {
            AddRunningGuest(vm, nodes);
        }

        if (vm.PowerNow == PowerState.On && (vm.NeedsOff || hostGoesDown || vm.PowerThen == PowerState.Off))
        {
            nodes.PowerOff = Chain(nodes, Power(vm, StepKind.PowerOffVm, "on", "off",
                vm.NeedsOff ? "its configuration can be changed only while it is off" : hostGoesDown ? $"its host '{host!.Host.Name}' goes down" : "it is wanted off"));
        }

        foreach (var point in vm.Of(StepKind.RestorePoint))
        {
            Chain(nodes, Of(vm, StepKind.RestorePoint, [point]));
        }

        AddConfiguration(vm, nodes, vm.Of(StepKind.MoveVm).ToList());
        foreach (var prepare in vm.Of(StepKind.PrepareGuest).Where(c => !c.Effect.NeedsVmOn))
        {
            Chain(nodes, Of(vm, StepKind.PrepareGuest, [prepare]));
        }

        if (vm.Of(StepKind.DeleteVm).ToList() is { Count: > 0 } delete)
        {
            Chain(nodes, Of(vm, StepKind.DeleteVm, delete));
        }
        else if (vm.PowerThen == PowerState.On && (vm.PowerNow != PowerState.On || nodes.PowerOff is not null))
        {
            nodes.PowerOn = Chain(nodes, Power(vm, StepKind.PowerOnVm, "off", "on", nodes.PowerOff is null ? "it is wanted on" : "it ran before, or is wanted on") with
            {
                Preconditions = UnitOf(vm)?.BeforePowerOn ?? [],
            });
            if (vm.PowerNow != PowerState.On)
            {
                AddRunningGuest(vm, nodes);
            }
        }

        return nodes;
    }

    private void AddRunningGuest(VmWork vm, VmNodes nodes)
    {
        foreach (var prepare in vm.Of(StepKind.PrepareGuest).Where(c => c.Effect.NeedsVmOn).GroupBy(c => c.Effect.Together ?? c.Change.Field.Name, StringComparer.Ordinal))
        {
            Chain(nodes, Of(vm, StepKind.PrepareGuest, [.. prepare]));
        }
    }

    /// <summary>
    /// One reconfiguration, or two where a device has to leave before something can come that the other waits for: another VM's or its
    /// host's work, or a move, which no device of the old host survives.
    /// </summary>
    private void AddConfiguration(VmWork vm, VmNodes nodes, List<PlannedChange> moves)
    {
        var changes = vm.Configuration.ToList();
        var detached = Cards.Detached(vm).ToList();
        var frees = detached.Any(d => work.Vms.Values.Any(o => o != vm && Cards.Passes(vm, o)) || ReleasesAtHost(vm, d));
        var waits = Cards.Attached(vm).Any() && (work.Vms.Values.Any(o => o != vm && Cards.Passes(o, vm)) || HostHasWork(vm.HostThen));
        nodes.DetachesFirst = frees;
        if (detached.Count > 0 && ((frees && waits) || moves.Count > 0))
        {
            nodes.Detach = Chain(nodes, Of(vm, StepKind.ConfigureVm, detached));
            changes = [.. changes.Except(detached)];
        }

        if (moves.Count > 0)
        {
            nodes.Move = Chain(nodes, Of(vm, StepKind.MoveVm, moves));
        }

        if (changes.Count == 0)
        {
            return;
        }

        nodes.Configure = Chain(nodes, Of(vm, changes.Any(c => c.Effect.Kind == StepKind.CreateVm) ? StepKind.CreateVm : StepKind.ConfigureVm, changes));
        if (nodes.Detach is null && detached.Count > 0)
        {
            nodes.Detach = nodes.Configure;
        }

        if (UnitOf(vm) is { } unit && Cards.Attached(vm).Any())
        {
            var node = nodes.Configure!.Value;
            graph.Replace(node, graph[node] with { Preconditions = [.. graph[node].Preconditions, .. unit.BeforeConfigure] });
        }
    }

    private bool ReleasesAtHost(VmWork vm, PlannedChange detached)
    {
        if (!HostHasWork(vm.HostNow))
        {
            return false;
        }

        var backing = detached.Change.Field.Qualifier;
        var isSlice = !backing.StartsWith("fixed ", StringComparison.Ordinal);
        return work.Hosts[vm.HostNow!.Value].Changes.Any(c => c.Target.Kind == ObjectKind.Device
            ? isSlice || backing.Contains(c.Target.AddressOfDevice().ToString(), StringComparison.Ordinal)
            : isSlice && c.Effect.Kind == StepKind.RemoveSlice);
    }

    private bool HostHasWork(ObjectRef? host) => host is { } h && work.Hosts.TryGetValue(h, out var found) && (found.Changes.Count > 0 || found.HasBracket);

    private void AddShelter(VmWork vm, ObjectRef shelter, HostWork host, VmNodes nodes)
    {
        nodes.MoveOut = Chain(nodes, Move(vm, host.Host.Ref.Id, shelter.Id, $"its host '{host.Host.Name}' goes down; it waits on '{fleet.Host(shelter)!.Name}'"));
        if (host.Leaves)
        {
            nodes.MoveBack = Chain(nodes, Move(vm, shelter.Id, host.Host.Ref.Id, $"its host '{host.Host.Name}' is back"));
        }
    }

    private Step Move(VmWork vm, string from, string to, string reason) => New(vm, StepKind.MoveVm, reason) with { Changes = [new FieldChange(Field.Placement, from, to)] };

    private Step Power(VmWork vm, StepKind kind, string from, string to, string reason) =>
        New(vm, kind, reason) with { Changes = [new FieldChange(Field.Power, from, to)] };

    private Step Of(VmWork vm, StepKind kind, IReadOnlyList<PlannedChange> changes)
    {
        var ordered = changes.OrderBy(c => c.Change.Field).ToList();
        var preconditions = new List<Predicate>();
        if (vm.Vm is not null)
        {
            if (ordered.Any(c => c.Effect.NeedsVmOff))
            {
                preconditions.Add(Fine(vm, Field.Power, "off"));
            }
            else if (ordered.Any(c => c.Effect.NeedsVmOn))
            {
                preconditions.Add(Fine(vm, Field.Power, "on"));
            }

            // Nobody else's change between planning and acting is ever written over.
            preconditions.AddRange(ordered.Select(c => Fine(vm, c.Change.Field, c.Change.Before, c.Change.After)));
        }

        return New(vm, kind, string.Join("; ", ordered.Select(c => c.Reason).Distinct(StringComparer.Ordinal))) with
        {
            Changes = [.. ordered.Select(c => c.Change)],
            Preconditions = preconditions,
            Expectations = [.. ordered.SelectMany(c => c.Effect.ExpectAtOnce.Concat(c.Effect.ExpectAfterBracket)).Distinct()],
        };
    }

    private Predicate Fine(VmWork vm, Field field, params string?[] values) => new()
    {
        Target = vm.Ref,
        TargetName = Name(vm),
        Field = field,
        Test = values.Length == 1 ? Test.Is : Test.AnyOf,
        Values = [.. values.Where(v => v != FieldChange.RunToken)],
    };

    private Step New(VmWork vm, StepKind kind, string reason) => new()
    {
        Id = "",
        Kind = kind,
        Target = vm.Ref,
        TargetName = Name(vm),
        Unit = vm.Unit,
        Reason = reason,
    };

    private int Chain(VmNodes nodes, Step step)
    {
        var node = graph.Add(step);
        graph.Before(nodes.Last, node);
        nodes.Last = node;
        return node;
    }

    private GoalUnit? UnitOf(VmWork vm) => vm.IsBystander ? null : goal.Units.FirstOrDefault(u => u.Id == vm.Unit);

    private string Name(VmWork vm) => vm.Vm is null ? vm.Unit : fleet.NameOf(vm.Ref);
}
