namespace Barelane.Knowledge.Placement;

/// <summary>
/// Barelane's own policy: the node is taken that loses least of what it is expected to be filled with later. What stays unused of a node is expected from
/// two tables (<see cref="FillTables"/>), which are computed once from the distribution of the workload: for each GPU by what is left of it, and for the
/// node by what is left of GPUs and processors together. It uses the distribution of demands as the published FGD does, and the nodes as they are; not
/// how many arrivals come, nor which.
/// </summary>
public sealed class ExpectedFillPolicy : IPlacementPolicy
{
    private readonly Dictionary<string, FillTables> _tables = new(StringComparer.Ordinal);

    /// <summary>Computes the tables for the models of these nodes; models that allow the same demands share them.</summary>
    public ExpectedFillPolicy(Workload workload, IEnumerable<NodeShape> nodes)
    {
        var shapes = nodes.ToList();
        var (gpus, cpu) = (shapes.Max(s => s.Gpus), shapes.Max(s => s.CpuMilli));
        var demands = workload.Typical(1).Demands.Where(d => d.Demand.Gpus > 0).ToList();
        var made = new Dictionary<string, FillTables>(StringComparer.Ordinal);
        foreach (var model in shapes.Select(s => s.Model).Distinct(StringComparer.Ordinal))
        {
            var allowed = string.Concat(demands.Select(d => d.Demand.Allows(model) ? '1' : '0'));
            if (!made.TryGetValue(allowed, out var tables))
            {
                made[allowed] = tables = new FillTables(demands, model, gpus, cpu);
            }

            _tables[model] = tables;
        }
    }

    /// <inheritdoc/>
    public string Name => "expected fill";

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        var tables = _tables[node.Shape.Model];
        var loss = tables.OfNode(node.MilliLeft - demand.TotalMilli, node.CpuLeft - demand.CpuMilli) - tables.OfNode(node.MilliLeft, node.CpuLeft);
        if (demand.IsShare)
        {
            var (least, gpu) = (double.PositiveInfinity, -1);
            var left = node.Left;
            for (var i = 0; i < left.Length; i++)
            {
                if (left[i] >= demand.MilliPerGpu && tables.OfGpu(left[i] - demand.MilliPerGpu) - tables.OfGpu(left[i]) is var change && change < least)
                {
                    (least, gpu) = (change, i);
                }
            }

            return new NodeScore(-loss - least, gpu);
        }

        var wanted = demand.Gpus;
        foreach (var left in node.Left)
        {
            if (wanted > 0 && left >= demand.MilliPerGpu)
            {
                loss += tables.OfGpu(left - demand.MilliPerGpu) - tables.OfGpu(left);
                wanted--;
            }
        }

        return new NodeScore(-loss, 0);
    }
}
