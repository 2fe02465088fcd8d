using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>Reads the notation of the field <c>hostdev:SOURCE</c>.</summary>
internal static class Hostdevs
{
    /// <summary>The device; null for a text that is none.</summary>
    public static DomainHostdev? Parse(string source, string value)
    {
        var words = value.Split(' ');
        if (words.Length != 3 || words[1] != "at" || words[0] is not ("managed" or "unmanaged"))
        {
            return null;
        }

        PciAddress? guest = PciAddress.TryParse(words[2], out var at) ? at : null;
        return PciAddress.TryParse(source, out var function)
            ? new DomainHostdev(function, null, words[0] == "managed", guest)
            : new DomainHostdev(null, source, words[0] == "managed", guest);
    }
}
