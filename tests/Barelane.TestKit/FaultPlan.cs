using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit;

/// <summary>Which steps go wrong, each once.</summary>
public sealed class FaultPlan
{
    private readonly List<(StepKind Kind, ObjectRef? Target, FaultKind Fault, int Skip, int Write)> _rules = [];

    /// <summary>Called right before a step is acted on.</summary>
    public Action<Step>? BeforeAct { get; set; }

    /// <summary>Holds a step up: it is acted on when the task is through.</summary>
    public Func<Step, Task>? Holds { get; set; }

    /// <summary>Called when the process is killed; nothing it does afterwards may count.</summary>
    public Action? Killed { get; set; }

    /// <summary>What happens as soon as the outcome of the step under way is written.</summary>
    public Action? AfterOutcome { get; set; }

    /// <summary>
    /// Lets a step of this kind (on this target) go wrong: the next one, or the one after <paramref name="skip"/> others; at one of its writes, where it has several.
    /// </summary>
    public void Add(FaultKind fault, StepKind kind, ObjectRef? target = null, int skip = 0, int write = 0) => _rules.Add((kind, target, fault, skip, write));

    /// <summary>Nothing goes wrong from here on.</summary>
    public void Clear()
    {
        _rules.Clear();
        AfterOutcome = null;
    }

    /// <summary>Kills the process here.</summary>
    public void Kill()
    {
        Killed?.Invoke();
        throw new SimulatedKillException();
    }

    /// <summary>An outcome was written: what waited for that happens now.</summary>
    public void OutcomeWritten()
    {
        var action = AfterOutcome;
        AfterOutcome = null;
        action?.Invoke();
    }

    /// <summary>What goes wrong with this step, and at which of its writes; taken once.</summary>
    public (FaultKind Fault, int Write)? Take(Step step)
    {
        BeforeAct?.Invoke(step);
        var i = _rules.FindIndex(r => r.Kind == step.Kind && (r.Target is null || r.Target == step.Target));
        if (i < 0)
        {
            return null;
        }

        var rule = _rules[i];
        if (rule.Skip > 0)
        {
            _rules[i] = rule with { Skip = rule.Skip - 1 };
            return null;
        }

        _rules.RemoveAt(i);
        return (rule.Fault, rule.Write);
    }
}
