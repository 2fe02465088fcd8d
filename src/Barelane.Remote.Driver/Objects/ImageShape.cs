using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Objects;

/// <summary>An image's kind, format and extent.</summary>
internal sealed record ImageShape(uint Kind, uint ChannelOrder, uint ChannelType, ulong Width, ulong Height, ulong Depth, ulong ArraySize)
{
    public const uint Image2D = 0x10F1;
    public const uint Image3D = 0x10F2;
    public const uint Image2DArray = 0x10F3;
    public const uint Image1D = 0x10F4;
    public const uint Image1DArray = 0x10F5;
    public const uint Image1DBuffer = 0x10F6;

    public ulong Pixel { get; } = (ulong)PixelSize.Of(ChannelOrder, ChannelType);

    /// <summary>The program's own pitches of what it gave; 0: rows and slices without gaps.</summary>
    public ulong HostRowPitch { get; init; }

    public ulong HostSlicePitch { get; init; }

    public ulong RowPitch => HostRowPitch > 0 ? HostRowPitch : Width * Pixel;

    public ulong SlicePitch => HasSlices ? HostSlicePitch > 0 ? HostSlicePitch : RowPitch * (Kind == Image1DArray ? 1 : Rows) : 0;

    public ulong Rows => Kind is Image2D or Image3D or Image2DArray ? Math.Max(1, Height) : 1;

    /// <summary>Depth or layers.</summary>
    public ulong Slices => Kind switch { Image3D => Math.Max(1, Depth), Image2DArray or Image1DArray => Math.Max(1, ArraySize), _ => 1 };

    public bool HasSlices => Kind is Image3D or Image2DArray or Image1DArray;

    /// <summary>Bytes that the program's memory for it has.</summary>
    public ulong HostSize => HasSlices ? SlicePitch * Slices : RowPitch * Rows;

    /// <summary>The region's last corner within the image: of a 1D array the second coordinate is the layer, as of the 2D array the third.</summary>
    public void Check(Triple origin, Triple region, int status)
    {
        Triple extent = Kind switch
        {
            Image3D => new(Width, Height, Depth),
            Image2D => new(Width, Height, 1),
            Image2DArray => new(Width, Height, ArraySize),
            Image1DArray => new(Width, ArraySize, 1),
            _ => new(Width, 1, 1),
        };
        var fits = Fits(origin.X, region.X, extent.X) && Fits(origin.Y, region.Y, extent.Y) && Fits(origin.Z, region.Z, extent.Z);
        ClException.ThrowIf(!fits, status);
    }

    /// <summary>How a region lies in the program's memory with such pitches (0: without gaps).</summary>
    public Connection.HostBox Box(Triple region, ulong rowPitch, ulong slicePitch, int status)
    {
        var row = region.X * Pixel;
        rowPitch = rowPitch == 0 ? row : rowPitch;
        ClException.ThrowIf(rowPitch < row, status);

        // The layers of a 1D array are the rows of its region, a slice pitch apart.
        if (Kind == Image1DArray)
        {
            var pitch = slicePitch == 0 ? rowPitch : slicePitch;
            ClException.ThrowIf(pitch < rowPitch, status);
            return new Connection.HostBox(row, region.Y, 1, pitch, pitch * region.Y);
        }

        slicePitch = slicePitch == 0 || !HasSlices ? rowPitch * region.Y : slicePitch;
        ClException.ThrowIf(slicePitch < rowPitch * region.Y, status);
        return new Connection.HostBox(row, region.Y, region.Z, rowPitch, slicePitch);
    }

    private static bool Fits(ulong origin, ulong length, ulong extent) => length > 0 && origin < extent && length <= extent - origin;
}
