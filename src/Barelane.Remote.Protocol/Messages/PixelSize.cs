namespace Barelane.Remote.Protocol.Messages;

/// <summary>Bytes that one pixel has, from its channels (OpenCL 1.2, tables 5.6 and 5.7).</summary>
internal static class PixelSize
{
    /// <summary>0 for an order or a type that the standard does not have.</summary>
    public static int Of(uint order, uint type) => type switch
    {
        // UNORM_SHORT_565 and _555; UNORM_INT_101010 and its successor: the whole pixel.
        0x10D4 or 0x10D5 => 2,
        0x10D6 or 0x10E0 => 4,

        // SNORM_INT8, UNORM_INT8, SIGNED_INT8, UNSIGNED_INT8.
        0x10D0 or 0x10D2 or 0x10D7 or 0x10DA => Channels(order),

        // SNORM_INT16, UNORM_INT16, SIGNED_INT16, UNSIGNED_INT16, HALF_FLOAT.
        0x10D1 or 0x10D3 or 0x10D8 or 0x10DB or 0x10DD => 2 * Channels(order),

        // SIGNED_INT32, UNSIGNED_INT32, FLOAT; UNORM_INT24 in 4 bytes.
        0x10D9 or 0x10DC or 0x10DE or 0x10DF => 4 * Channels(order),
        _ => 0,
    };

    private static int Channels(uint order) => order switch
    {
        // R, A, INTENSITY, LUMINANCE, Rx, DEPTH.
        0x10B0 or 0x10B1 or 0x10B8 or 0x10B9 or 0x10BA or 0x10BD => 1,

        // RG, RA, RGx, DEPTH_STENCIL.
        0x10B2 or 0x10B3 or 0x10BB or 0x10BE => 2,

        // RGB, RGBx, sRGB.
        0x10B4 or 0x10BF => 3,
        0x10BC => 4,

        // RGBA, BGRA, ARGB, ABGR, sRGBx, sRGBA, sBGRA.
        0x10B5 or 0x10B6 or 0x10B7 or 0x10C3 or 0x10C0 or 0x10C1 or 0x10C2 => 4,
        _ => 0,
    };
}
