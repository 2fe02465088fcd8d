namespace Barelane.VSphere.Planning;

/// <summary>A device that Barelane shows but never attaches or takes off by itself (an SR-IOV network card, a DVX device): <c>other …</c>.</summary>
/// <param name="Description">What it is, in the hypervisor's words.</param>
public sealed record OtherBacking(string Description) : Backing
{
    internal const string Word = "other";

    private protected override string Print() => $"{Word} {Description}";
}
