namespace Barelane.VSphere.Planning;

/// <summary>A slice with a vGPU profile: <c>profile nvidia_a40-8q</c>.</summary>
/// <param name="Profile">The hypervisor's own name of the profile; not empty.</param>
public sealed record ProfileBacking(string Profile) : Backing
{
    internal const string Word = "profile";

    private protected override string Print() => $"{Word} {Profile}";
}
