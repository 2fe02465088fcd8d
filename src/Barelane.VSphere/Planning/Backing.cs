using System.Diagnostics.CodeAnalysis;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Planning;

/// <summary>
/// What a VM's PCI device is backed by, in the one notation of <see cref="AttachedDevice.Backing"/> and of the field
/// <c>attached:…</c>. Text and record are one to one: <c>Parse(b.ToString())</c> is <c>b</c>.
/// </summary>
public abstract record Backing
{
    /// <summary>Reads the notation; a text that is none of the known forms becomes <see cref="OtherBacking"/>.</summary>
    public static Backing Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var rest = space < 0 ? "" : text[(space + 1)..];
        Backing? parsed = (space < 0 ? text : text[..space]) switch
        {
            FixedBacking.Word => FixedBacking.TryParse(rest),
            DynamicBacking.Word => DynamicBacking.TryParse(rest),
            ProfileBacking.Word when rest.Length > 0 => new ProfileBacking(rest),
            GroupBacking.Word when rest.Length > 0 => new GroupBacking(rest),
            OtherBacking.Word when space > 0 => new OtherBacking(rest),
            _ => null,
        };
        return parsed ?? new OtherBacking(text);
    }

    /// <summary>True if the text is one of the forms that Barelane attaches itself.</summary>
    public static bool TryParseOwned(string text, [NotNullWhen(true)] out Backing? backing)
    {
        backing = Parse(text);
        if (backing is not OtherBacking && string.Equals(backing.ToString(), text, StringComparison.Ordinal))
        {
            return true;
        }

        backing = null;
        return false;
    }

    /// <summary>The notation.</summary>
    public sealed override string ToString() => Print();

    private protected abstract string Print();
}
