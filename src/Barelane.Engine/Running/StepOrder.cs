using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>The plan's edges, forwards and backwards.</summary>
internal sealed class StepOrder
{
    private readonly Dictionary<string, List<string>> _dependents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _closure = new(StringComparer.Ordinal);

    public StepOrder(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            _dependents[step.Id] = [];
        }

        foreach (var step in steps)
        {
            foreach (var before in step.After)
            {
                _dependents[before].Add(step.Id);
            }
        }

        // The plan's order respects every edge, so what depends on a later step is known before an earlier one is looked at.
        foreach (var step in steps.Reverse())
        {
            var all = new HashSet<string>(_dependents[step.Id], StringComparer.Ordinal);
            foreach (var next in _dependents[step.Id])
            {
                all.UnionWith(_closure[next]);
            }

            _closure[step.Id] = all;
        }
    }

    /// <summary>Every step that can't run unless this one is done.</summary>
    public IReadOnlySet<string> AllAfter(string step) => _closure[step];
}
