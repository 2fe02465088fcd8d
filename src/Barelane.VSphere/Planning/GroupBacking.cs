namespace Barelane.VSphere.Planning;

/// <summary>A vendor's device group, taken as one (vSphere 8): <c>group Nvidia:2@grid_a100-40c%NVLink</c>.</summary>
/// <param name="Group">The hypervisor's own name of the group; not empty.</param>
public sealed record GroupBacking(string Group) : Backing
{
    internal const string Word = "group";

    private protected override string Print() => $"{Word} {Group}";
}
