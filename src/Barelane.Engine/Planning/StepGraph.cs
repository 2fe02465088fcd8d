using System.Globalization;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>Collects steps and edges, then orders and numbers them: always the same way for the same graph.</summary>
internal sealed class StepGraph
{
    private readonly List<Step> _nodes = [];
    private readonly List<(int From, int To)> _edges = [];

    /// <summary>Adds a step; its id and edges are given later.</summary>
    public int Add(Step step)
    {
        _nodes.Add(step);
        return _nodes.Count - 1;
    }

    /// <summary>Says that one step comes before another; either may be missing.</summary>
    public void Before(int? first, int? then)
    {
        if (first is { } from && then is { } to && from != to)
        {
            _edges.Add((from, to));
        }
    }

    public Step this[int node] => _nodes[node];

    public void Replace(int node, Step step) => _nodes[node] = step;

    /// <summary>The steps in order, with ids and direct edges.</summary>
    /// <exception cref="InvalidOperationException">The edges form a ring: a defect of the planner, never of the input.</exception>
    public IReadOnlyList<Step> ToSteps()
    {
        var edges = _edges.Distinct().ToList();
        var after = edges.ToLookup(e => e.To, e => e.From);
        var then = edges.ToLookup(e => e.From, e => e.To);
        var open = Enumerable.Range(0, _nodes.Count).ToDictionary(i => i, i => after[i].Count());
        var ready = new SortedSet<(int Kind, string Name, string Unit, int Node)>(
            Enumerable.Range(0, _nodes.Count).Where(i => open[i] == 0).Select(Key));
        var order = new List<int>();
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            order.Add(next.Node);
            foreach (var to in then[next.Node])
            {
                if (--open[to] == 0)
                {
                    ready.Add(Key(to));
                }
            }
        }

        if (order.Count != _nodes.Count)
        {
            throw new InvalidOperationException("The plan's steps wait for each other in a ring.");
        }

        var width = Math.Max(2, order.Count.ToString(CultureInfo.InvariantCulture).Length);
        var ids = order.Select((node, i) => (node, Id: "s" + (i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'))).ToDictionary(p => p.node, p => p.Id);
        return [.. order.Select(node => _nodes[node] with
        {
            Id = ids[node],
            After = [.. after[node].Select(a => ids[a]).Order(StringComparer.Ordinal)],
        })];
    }

    private (int, string, string, int) Key(int node) => ((int)_nodes[node].Kind, _nodes[node].TargetName, _nodes[node].Unit, node);
}
