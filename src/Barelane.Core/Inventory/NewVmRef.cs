using System.Security.Cryptography;
using System.Text;

namespace Barelane.Core.Inventory;

/// <summary>
/// References of VMs that a plan makes: <c>new:UUID:NAME</c>. The UUID is chosen before the VM exists, from site, document and name, and given to the VM when it is
/// made: after a lost answer, a kill or years, exactly that VM is found again, and never another of the same name.
/// </summary>
public static class NewVmRef
{
    private const string Prefix = "new:";
    private const int UuidLength = 36;

    /// <summary>The reference of the VM that an assignment of a document makes; the same in every plan.</summary>
    /// <param name="site">The site's instance id.</param>
    /// <param name="document">The document's name.</param>
    /// <param name="name">The VM's name or path, as the assignment writes it.</param>
    public static ObjectRef Of(string site, string document, string name) =>
        new(ObjectKind.Vm, site, $"{Prefix}{Derive($"barelane vm\n{site}\n{document}\n{name}")}:{name}");

    /// <summary>Whether it is the reference of a VM that a plan makes, whether or not that VM exists by now.</summary>
    public static bool Is(ObjectRef any) => any.Kind == ObjectKind.Vm && any.Id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The UUID that the VM is made with; null for <c>new:NAME</c>, as journals of the first versions have it.</summary>
    public static string? UuidOf(ObjectRef any)
    {
        var rest = Is(any) ? any.Id.AsSpan(Prefix.Length) : default;
        return rest.Length > UuidLength && rest[UuidLength] == ':' && Guid.TryParseExact(rest[..UuidLength], "D", out _) ? rest[..UuidLength].ToString() : null;
    }

    /// <summary>The VM's name or path, as the assignment writes it.</summary>
    /// <exception cref="ArgumentException">It is no such reference.</exception>
    public static string NameOf(ObjectRef any) => !Is(any)
        ? throw new ArgumentException($"'{any}' is no VM that a plan makes.", nameof(any))
        : any.Id[(Prefix.Length + (UuidOf(any) is null ? 0 : UuidLength + 1))..];

    /// <summary>The reference that the VM has once it exists; <paramref name="any"/> itself where it is no such reference, or has no UUID.</summary>
    public static ObjectRef Lasting(ObjectRef any) => UuidOf(any) is { } uuid ? any with { Id = uuid } : any;

    /// <summary>A UUID of version 8 (RFC 9562): bits of a hash.</summary>
    private static string Derive(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
