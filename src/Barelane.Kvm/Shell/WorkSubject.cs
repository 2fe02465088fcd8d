using Barelane.Core.Inventory;

namespace Barelane.Kvm.Shell;

/// <summary>
/// What something under way on a host is about: a device's address, or the host. Kept apart, as a device whose driver never lets go must not hold up what is about others.
/// </summary>
internal static class WorkSubject
{
    /// <summary>Everything that names no device.</summary>
    public const string Host = "host";

    /// <summary>The first address in paths, values or arguments.</summary>
    public static string Of(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            foreach (var part in text.Split(['/', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (PciAddress.TryParse(part, out var address))
                {
                    return address.ToString();
                }
            }
        }

        return Host;
    }
}
