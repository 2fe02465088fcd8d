namespace Barelane.Core.Plans;

/// <summary>An impact that nobody agreed to yet.</summary>
/// <param name="Impact">The impact.</param>
/// <param name="NeedsName">Whether the consent itself is missing.</param>
/// <param name="NeedsBystander">Whether the bystander's name is missing.</param>
public sealed record MissingConsent(Impact Impact, bool NeedsName, bool NeedsBystander)
{
    /// <summary>A line for people: who is hit by what, and what to write to agree.</summary>
    public override string ToString()
    {
        var ways = new List<string>();
        if (NeedsName)
        {
            ways.Add($"consent '{Impact.Consent}'");
        }

        if (NeedsBystander)
        {
            ways.Add($"bystander '{Impact.SubjectName}'");
        }

        return $"'{Impact.SubjectName}': {Impact.Text} Needs {string.Join(" and ", ways)}.";
    }
}
