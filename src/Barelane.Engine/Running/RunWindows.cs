using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>
/// When steps may begin. A window holds for what begins an interruption: a unit's first step, and a host's way into maintenance, which waits
/// for the windows of all units it serves. What was begun is finished, since a VM left off until the next night helps nobody.
/// </summary>
internal sealed class RunWindows
{
    private readonly TimeProvider _time;
    private readonly Dictionary<string, List<DailyWindow>> _ofStep = new(StringComparer.Ordinal);

    public RunWindows(Plan plan, TimeProvider time)
    {
        _time = time;
        var ofUnit = plan.Units.Where(u => u.Window is not null).ToDictionary(u => u.Id, u => DailyWindow.TryParse(u.Window, out var w) ? w : (DailyWindow?)null, StringComparer.Ordinal);
        var order = new StepOrder(plan.Steps);
        foreach (var step in plan.Steps.Where(s => !StepLevel.IsOfHost(s.Kind) || s.Kind == StepKind.EnterMaintenance))
        {
            var served = step.Kind == StepKind.EnterMaintenance
                ? plan.Steps.Where(s => order.AllAfter(step.Id).Contains(s.Id) && s.Target.Kind != Core.Inventory.ObjectKind.Vm && s.Target.HostOfDevice() == step.Target).Select(s => s.Unit)
                : [];
            _ofStep[step.Id] = [.. served.Append(step.Unit).Distinct(StringComparer.Ordinal).Select(u => ofUnit.GetValueOrDefault(u)).OfType<DailyWindow>().Distinct()];
        }
    }

    /// <summary>The windows of a step, for messages.</summary>
    public string Name(Step step) => string.Join(" and ", _ofStep.GetValueOrDefault(step.Id) ?? []);

    /// <summary>How long until the step may begin; zero where it may now.</summary>
    public TimeSpan UntilOpen(Step step)
    {
        var windows = _ofStep.GetValueOrDefault(step.Id) ?? [];
        var now = TimeOnly.FromDateTime(_time.GetLocalNow().DateTime);
        return windows.Count == 0 ? TimeSpan.Zero : windows.Max(w => w.UntilOpen(now));
    }
}
