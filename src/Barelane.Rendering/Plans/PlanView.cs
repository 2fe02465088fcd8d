using Barelane.Core.Plans;

namespace Barelane.Rendering.Plans;

/// <summary>A plan with what surrounds it when it is shown.</summary>
public sealed record PlanView
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What nobody has agreed to yet.</summary>
    public IReadOnlyList<MissingConsent> Missing { get; init; } = [];

    /// <summary>What is typed to carry it out, without consents: <c>barelane apply</c>.</summary>
    public required string ApplyCommand { get; init; }

    /// <summary>Whether it is carried out right after it is shown, if nothing is missing.</summary>
    public bool RunsNow { get; init; }

    /// <summary>Names of hosts by their ids, for changes of a VM's place.</summary>
    public IReadOnlyDictionary<string, string> HostNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of the consents still missing, once each.</summary>
    public IReadOnlyList<string> MissingNames =>
        Missing.Where(m => m.NeedsName).Select(m => m.Impact.Consent).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>Bystanders still to be named, once each.</summary>
    public IReadOnlyList<string> MissingBystanders =>
        Missing.Where(m => m.NeedsBystander).Select(m => m.Impact.SubjectName).Distinct(StringComparer.Ordinal).ToList();
}
