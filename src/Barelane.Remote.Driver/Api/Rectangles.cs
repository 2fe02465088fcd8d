using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>Boxes in linear memory.</summary>
internal static class Rectangles
{
    /// <summary>The box with its pitches filled in, after the standard's checks.</summary>
    public static Place Check(Triple region, Triple origin, ulong rowPitch, ulong slicePitch, ulong size)
    {
        ClException.ThrowIf(region.X == 0 || region.Y == 0 || region.Z == 0, ClError.InvalidValue);
        rowPitch = rowPitch == 0 ? region.X : rowPitch;
        var rows = (UInt128)region.Y * rowPitch;
        ClException.ThrowIf(rowPitch < region.X || rows > long.MaxValue, ClError.InvalidValue);
        ClException.ThrowIf(slicePitch != 0 && (slicePitch < (ulong)rows || slicePitch % rowPitch != 0), ClError.InvalidValue);
        slicePitch = slicePitch == 0 ? (ulong)rows : slicePitch;
        var offset = ((UInt128)origin.Z * slicePitch) + ((UInt128)origin.Y * rowPitch) + origin.X;
        var end = offset + ((UInt128)(region.Z - 1) * slicePitch) + ((UInt128)(region.Y - 1) * rowPitch) + region.X;
        ClException.ThrowIf(end > size || end > long.MaxValue, ClError.InvalidValue);
        return new Place((ulong)offset, rowPitch, slicePitch, (ulong)end);
    }

    public readonly record struct Place(ulong Offset, ulong RowPitch, ulong SlicePitch, ulong End)
    {
        public HostBox Box(Triple region) => new(region.X, region.Y, region.Z, RowPitch, SlicePitch);
    }
}
