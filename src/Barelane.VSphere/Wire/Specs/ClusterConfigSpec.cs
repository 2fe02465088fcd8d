namespace Barelane.VSphere.Wire;

/// <summary>Changes to a cluster's VM overrides, rules and groups, in the schema's order, which has groups after rules.</summary>
internal sealed record ClusterConfigSpec
{
    public IReadOnlyList<HaOverrideChange> HaOverrides { get; init; } = [];

    public IReadOnlyList<DrsOverrideChange> DrsOverrides { get; init; } = [];

    public IReadOnlyList<VmHostRuleChange> Rules { get; init; } = [];

    public IReadOnlyList<ClusterGroupChange> Groups { get; init; } = [];

    public void Write(VimWriter writer, string element)
    {
        writer.Open(element, "ClusterConfigSpecEx");
        foreach (var change in HaOverrides)
        {
            change.Write(writer);
        }

        foreach (var change in DrsOverrides)
        {
            change.Write(writer);
        }

        foreach (var change in Rules)
        {
            change.Write(writer);
        }

        foreach (var change in Groups)
        {
            change.Write(writer);
        }

        writer.Close();
    }
}
