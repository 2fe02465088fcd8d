namespace Barelane.HyperV.Inventory;

/// <summary>
/// The two policies under <c>HKLM\SOFTWARE\Policies\Microsoft\Windows\HyperV</c> that keep partitions of a client's driver off a server. 0 allows them.
/// Source: Microsoft, DXGKARG_GETVIRTUALGPUPROFILE.
/// </summary>
internal static class HostPolicies
{
    public const string Secure = "RequireSecureDeviceAssignment";

    public const string Supported = "RequireSupportedDeviceAssignment";

    public static IReadOnlyList<string> Names { get; } = [Secure, Supported];

    public static long? ValueOf(PolicyAnswer policy, string name) => name == Secure ? policy.RequireSecureDeviceAssignment : policy.RequireSupportedDeviceAssignment;
}
