using System.Numerics;
using System.Runtime.InteropServices;

namespace Barelane.Knowledge.Placement;

/// <summary>
/// Places demands as they arrive, one at a time, by a policy. What fits is placed, what does not is turned away; nothing is moved afterwards. Scores of a
/// demand are kept for all nodes and computed anew only for nodes that have changed since the demand was last seen.
/// </summary>
public sealed class Placer
{
    private const float DoesNotFit = float.NegativeInfinity;
    private readonly NodeState[] _nodes;
    private readonly IPlacementPolicy _policy;
    private readonly Dictionary<Demand, Board> _boards = [];

    // The nodes in the order in which they changed: each board knows up to where it has followed.
    private readonly List<int> _changes = [];

    /// <summary>Begins with the nodes as they are; their order decides ties.</summary>
    public Placer(IEnumerable<NodeState> nodes, IPlacementPolicy policy)
    {
        _nodes = [.. nodes];
        _policy = policy;
    }

    /// <summary>The nodes in their order.</summary>
    public IReadOnlyList<NodeState> Nodes => _nodes;

    /// <summary>Places one demand; null where it fits nowhere, and then nothing has changed.</summary>
    public NodeState? Place(Demand demand)
    {
        var (index, gpu) = _policy.IsRepeatable ? FromBoard(demand) : Afresh(demand);
        if (index < 0)
        {
            return null;
        }

        _nodes[index].Take(demand, gpu);
        if (_policy.IsRepeatable)
        {
            _changes.Add(index);
        }

        return _nodes[index];
    }

    private (int Index, int Gpu) Afresh(Demand demand)
    {
        var (best, value, gpu) = (-1, double.NegativeInfinity, -1);
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].Fits(demand) && _policy.Score(_nodes[i], demand) is var score && score.Value > value)
            {
                (best, value, gpu) = (i, score.Value, score.Gpu);
            }
        }

        return (best, gpu);
    }

    private (int Index, int Gpu) FromBoard(Demand demand)
    {
        ref var board = ref CollectionsMarshal.GetValueRefOrAddDefault(_boards, demand, out var known);
        if (known)
        {
            foreach (var index in CollectionsMarshal.AsSpan(_changes)[board!.Followed..])
            {
                if (board.Seen[index] != _changes.Count)
                {
                    board.Seen[index] = _changes.Count;
                    Rate(board, index, demand);
                }
            }
        }
        else
        {
            board = new Board(_nodes.Length);
            for (var i = 0; i < _nodes.Length; i++)
            {
                Rate(board, i, demand);
            }
        }

        board.Followed = _changes.Count;
        var best = First(board.Scores);
        return best < 0 ? (-1, -1) : (best, board.Gpus[best]);
    }

    private void Rate(Board board, int index, Demand demand)
    {
        var node = _nodes[index];
        if (!node.Fits(demand))
        {
            board.Scores[index] = DoesNotFit;
            return;
        }

        var score = _policy.Score(node, demand);
        board.Scores[index] = (float)score.Value;
        board.Gpus[index] = (sbyte)score.Gpu;
    }

    /// <summary>The first of the highest scores; -1 where nothing fits.</summary>
    private static int First(ReadOnlySpan<float> scores)
    {
        var most = new Vector<float>(DoesNotFit);
        var i = 0;
        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            most = Vector.Max(most, new Vector<float>(scores[i..]));
        }

        var best = DoesNotFit;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            best = Math.Max(best, most[lane]);
        }

        for (; i < scores.Length; i++)
        {
            best = Math.Max(best, scores[i]);
        }

        return float.IsNegativeInfinity(best) ? -1 : scores.IndexOf(best);
    }

    private sealed class Board(int nodes)
    {
        public float[] Scores { get; } = new float[nodes];

        public sbyte[] Gpus { get; } = new sbyte[nodes];

        public int[] Seen { get; } = new int[nodes];

        public int Followed { get; set; }
    }
}
