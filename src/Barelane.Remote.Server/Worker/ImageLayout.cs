using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Worker;

/// <summary>How many bytes an image's content has, without gaps.</summary>
internal static class ImageLayout
{
    public static ulong SizeOf(CreateImage image)
    {
        var pixel = PixelSize.Of(image.ChannelOrder, image.ChannelType);
        var layers = image.Kind is 0x10F3 or 0x10F5 ? Math.Max(1, image.ArraySize) : 1;
        var height = image.Kind is 0x10F1 or 0x10F2 or 0x10F3 ? Math.Max(1, image.Extent.Y) : 1;
        var depth = image.Kind == 0x10F2 ? Math.Max(1, image.Extent.Z) : 1;
        try
        {
            return checked((ulong)pixel * image.Extent.X * height * depth * layers);
        }
        catch (OverflowException)
        {
            throw new WireException("An image's size does not fit 64 bits.");
        }
    }
}
