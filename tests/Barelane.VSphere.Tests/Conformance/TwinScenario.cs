using Barelane.Core.Goals;
using Barelane.Twin;
using Barelane.Twin.Recording;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>A twin and what a VM of it is to get.</summary>
/// <param name="Name">What is particular about it.</param>
/// <param name="Record">Makes the site.</param>
/// <param name="Assignment">What is to be reached; the site's alias is 'dc1'.</param>
internal sealed record TwinScenario(string Name, Func<RecordedSite> Record, Assignment Assignment)
{
    /// <summary>A VM that is off and may be changed: by default the assignment's.</summary>
    public string VmName { get; init; } = Assignment.VmName;

    public TwinSwitches Switches { get; init; } = new();
}
