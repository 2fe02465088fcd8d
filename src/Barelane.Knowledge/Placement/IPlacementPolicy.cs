namespace Barelane.Knowledge.Placement;

/// <summary>How good a node is for a demand that fits it. Sees the demand that has arrived and the nodes as they are; neither what comes nor any order of it.</summary>
public interface IPlacementPolicy
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>Whether the same node in the same state always scores the same, so that scores may be kept.</summary>
    bool IsRepeatable => true;

    /// <summary>The score of a node that the demand fits: the highest wins, the first in the cluster's order on ties.</summary>
    NodeScore Score(NodeState node, Demand demand);
}
