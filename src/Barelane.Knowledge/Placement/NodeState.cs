namespace Barelane.Knowledge.Placement;

/// <summary>What is left of a node. Changes with each placement; not for use by several threads.</summary>
public sealed class NodeState
{
    private readonly int[] _left;
    private uint _kinds;

    /// <summary>An empty node.</summary>
    public NodeState(NodeShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shape.Gpus, NodeShape.MostGpus, nameof(shape));
        Shape = shape;
        CpuLeft = shape.CpuMilli;
        MemoryLeft = shape.MemoryMiB;
        _left = new int[shape.Gpus];
        Array.Fill(_left, Demand.WholeGpu);
        MilliLeft = shape.Gpus * Demand.WholeGpu;
    }

    /// <summary>The node when it is empty.</summary>
    public NodeShape Shape { get; }

    /// <summary>Thousandths of a processor that are left.</summary>
    public int CpuLeft { get; private set; }

    /// <summary>Memory in MiB that is left.</summary>
    public int MemoryLeft { get; private set; }

    /// <summary>Thousandths of GPUs that are left, all together.</summary>
    public int MilliLeft { get; private set; }

    /// <summary>Thousandths left of each GPU.</summary>
    public ReadOnlySpan<int> Left => _left;

    /// <summary>The kinds of demand (<see cref="Demand.Kind"/>) it holds, a bit each.</summary>
    public uint Kinds => _kinds;

    /// <summary>Whether the demand fits now: processors, memory, model, and enough GPUs with enough left.</summary>
    public bool Fits(Demand demand)
    {
        if (CpuLeft < demand.CpuMilli || MemoryLeft < demand.MemoryMiB)
        {
            return false;
        }

        if (demand.Gpus == 0)
        {
            return true;
        }

        var fitting = 0;
        foreach (var left in _left)
        {
            fitting += left >= demand.MilliPerGpu ? 1 : 0;
        }

        return fitting >= demand.Gpus && demand.Allows(Shape.Model);
    }

    /// <summary>The GPU with the least left that still holds the demand's part, the lowest on ties; -1 where none does.</summary>
    public int BestFit(int milli)
    {
        var best = -1;
        for (var i = 0; i < _left.Length; i++)
        {
            if (_left[i] >= milli && (best < 0 || _left[i] < _left[best]))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Places the demand: a part on the GPU named, whole ones on the first that fit. The demand has to fit.</summary>
    public void Take(Demand demand, int gpu)
    {
        CpuLeft -= demand.CpuMilli;
        MemoryLeft -= demand.MemoryMiB;
        MilliLeft -= demand.TotalMilli;
        _kinds |= 1u << Math.Min(demand.Kind, 31);
        if (demand.IsShare)
        {
            _left[gpu] -= demand.MilliPerGpu;
            return;
        }

        var wanted = demand.Gpus;
        for (var i = 0; i < _left.Length && wanted > 0; i++)
        {
            if (_left[i] >= demand.MilliPerGpu)
            {
                _left[i] -= demand.MilliPerGpu;
                wanted--;
            }
        }
    }
}
