using Barelane.Core.Inventory;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.VSphere.Tests.Planning;

/// <summary>Random parts of backings; names are hostile on purpose.</summary>
internal static class Gens
{
    private static readonly string[] Hostile =
    [
        " label=", "label=x", " at ", "a b", "…", "\n", "\t", "\"';--", "<xml>&", "{run}", " + ", "; ", ":", "@", "%", "../..", "\u202e", "ſ", "\0", "𝔾",
    ];

    public static Gen<PciAddress> Addresses =>
        from domain in Gen.Choose(0, 0x10000)
        from bus in Gen.Choose(0, 255)
        from device in Gen.Choose(0, 31)
        from function in Gen.Choose(0, 7)
        select new PciAddress((uint)domain, (byte)bus, (byte)device, (byte)function);

    public static Gen<PciId> Ids =>
        from vendor in Gen.Choose(0, 0xffff)
        from device in Gen.Choose(0, 0xffff)
        select new PciId((ushort)vendor, (ushort)device);

    public static Gen<string> Names =>
        from parts in Gen.OneOf(Gen.Elements(Hostile), Gen.Elements("gold", "nvidia_a40-8q", "4c4c4544")).NonEmptyListOf()
        select string.Concat(parts);
}
