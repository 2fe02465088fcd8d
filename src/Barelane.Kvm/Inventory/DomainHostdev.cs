using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>A host device in a domain's definition.</summary>
/// <param name="Function">The host's function; null for a mediated device.</param>
/// <param name="Mediated">The mediated device's UUID; null for a function.</param>
/// <param name="IsManaged">Whether libvirt takes it from the host and gives it back.</param>
/// <param name="Guest">Where the guest sees it; null where the definition leaves that open.</param>
public sealed record DomainHostdev(PciAddress? Function, string? Mediated, bool IsManaged, PciAddress? Guest)
{
    /// <summary>What the field <c>hostdev:…</c> is called after: the function's address or the UUID.</summary>
    public string Source => Function?.ToString() ?? Mediated ?? "";

    /// <summary>The field's value.</summary>
    public override string ToString() => Value(IsManaged, Guest);

    /// <summary>The value of a field <c>hostdev:…</c>.</summary>
    public static string Value(bool isManaged, PciAddress? guest) => $"{(isManaged ? "managed" : "unmanaged")} at {guest?.ToString() ?? "any"}";
}
