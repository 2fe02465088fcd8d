using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>
/// UUIDs of the mediated devices that Barelane makes: told from document, VM, profile and number, so that the same plan has the same bytes, and a
/// device is known again after a reboot (RFC 9562, version 8).
/// </summary>
internal static class SliceIds
{
    private const int Most = 64;

    public static string Of(string document, ObjectRef vm, string profile, int index)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"barelane mdev\n{document}\n{vm}\n{profile}\n{index}")), hash);
        var bytes = hash[..16];
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x0fff) | 0x8000));
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Whether Barelane made the device for this VM, by this document.</summary>
    public static bool IsOurs(string uuid, string document, ObjectRef vm, string profile) => Enumerable.Range(0, Most).Any(i => Of(document, vm, profile, i) == uuid);
}
