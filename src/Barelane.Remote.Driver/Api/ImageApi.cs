using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class ImageApi
{
    [UnmanagedCallersOnly]
    public static nint CreateImage(nint context, ulong flags, uint* format, ImageDescription* description, void* host, int* status)
    {
        try
        {
            ClException.ThrowIf(description is null, ClError.InvalidImageDescriptor);
            return Give.Made(Create(context, flags, format, *description, host).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateImageWithProperties(nint context, ulong* properties, ulong flags, uint* format, ImageDescription* description, void* host, int* status)
    {
        try
        {
            ClException.ThrowIf(properties is not null && *properties != 0, ClError.InvalidProperty);
            ClException.ThrowIf(description is null, ClError.InvalidImageDescriptor);
            var image = Create(context, flags, format, *description, host);
            image.PropertyList = properties is null ? [] : [0];
            return Give.Made(image.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateImage2D(nint context, ulong flags, uint* format, nuint width, nuint height, nuint rowPitch, void* host, int* status)
    {
        try
        {
            return Give.Made(Create(context, flags, format, new ImageDescription { Kind = ImageShape.Image2D, Width = width, Height = height, RowPitch = rowPitch }, host).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateImage3D(nint context, ulong flags, uint* format, nuint width, nuint height, nuint depth, nuint rowPitch, nuint slicePitch, void* host, int* status)
    {
        try
        {
            ClException.ThrowIf(depth < 2, ClError.InvalidImageSize);
            return Give.Made(
                Create(context, flags, format, new ImageDescription { Kind = ImageShape.Image3D, Width = width, Height = height, Depth = depth, RowPitch = rowPitch, SlicePitch = slicePitch }, host).Handle,
                status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetSupportedImageFormats(nint context, ulong flags, uint kind, uint room, ulong* formats, uint* count)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            ClException.ThrowIf(kind is < ImageShape.Image2D or > ImageShape.Image1DBuffer || (room == 0 && formats is not null), ClError.InvalidValue);
            var known = Formats(found, flags, kind);
            var list = MemoryMarshal.Cast<byte, ulong>(known);
            for (var i = 0; formats is not null && i < Math.Min(list.Length, room); i++)
            {
                formats[i] = list[i];
            }

            if (count is not null)
            {
                *count = (uint)list.Length;
            }

            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static byte[] Formats(ClContext context, ulong flags, uint kind) =>
        context.Formats(flags, kind, () => context.Session.AskFor<GetImageFormats, Data>(new GetImageFormats { Context = context.Id, Flags = flags, Kind = kind }) is { Status: 0 } data
            ? data.Bytes.Span.ToArray()
            : throw new ClException(ClError.InvalidValue));

    private static ClMemory Create(nint context, ulong flags, uint* format, ImageDescription description, void* host)
    {
        var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
        ClException.ThrowIf(found.Devices.All(d => !d.HasImages), ClError.InvalidOperation);
        ClException.ThrowIf(format is null || PixelSize.Of(format[0], format[1]) == 0, ClError.InvalidImageFormatDescriptor);
        var buffer = description.Buffer == 0 ? null : Handles.Find<ClMemory>(description.Buffer, ClError.InvalidImageDescriptor);
        var isOverBuffer = description.Kind == ImageShape.Image1DBuffer;
        ClException.ThrowIf((buffer is not null) != isOverBuffer || description.MipLevels != 0 || description.Samples != 0, ClError.InvalidImageDescriptor);
        flags = buffer is null ? MemoryFlags.Check(flags, host) : (flags & MemoryFlags.Access) == 0 ? flags | (buffer.Flags & MemoryFlags.Access) : flags;
        var shape = new ImageShape(description.Kind, format[0], format[1], description.Width, Rows(description), description.Depth, description.ArraySize)
        {
            HostRowPitch = host is null ? 0 : description.RowPitch,
            HostSlicePitch = host is null ? 0 : description.SlicePitch,
        };
        CheckExtent(found, shape);
        ClException.ThrowIf(host is null && buffer is null && (description.RowPitch != 0 || description.SlicePitch != 0), ClError.InvalidImageDescriptor);
        ClException.ThrowIf(shape.HostRowPitch != 0 && (shape.HostRowPitch < shape.Width * shape.Pixel || shape.HostRowPitch % shape.Pixel != 0), ClError.InvalidImageDescriptor);
        ClException.ThrowIf(!MemoryMarshal.Cast<byte, ulong>(Formats(found, flags, shape.Kind)).Contains(format[0] | ((ulong)format[1] << 32)), ClError.ImageFormatNotSupported);
        var region = new Triple(shape.Width, shape.Kind == ImageShape.Image1DArray ? shape.ArraySize : shape.Rows, shape.Kind == ImageShape.Image1DArray ? 1 : shape.Slices);
        var box = shape.Box(region, shape.HostRowPitch, shape.HostSlicePitch, ClError.InvalidImageDescriptor);
        ClException.ThrowIf(buffer is not null && box.Volume > buffer.Size, ClError.InvalidImageSize);
        var image = new ClMemory(found, flags, shape.HostSize, (flags & MemoryFlags.UseHost) != 0 ? host : null, buffer) { Image = shape };
        Send(image, shape, host, box);
        return image;
    }

    private static void Send(ClMemory image, ImageShape shape, void* host, HostBox box)
    {
        var message = new CreateImage
        {
            Id = image.Id,
            Context = image.Context.Id,
            Flags = image.Flags,
            ChannelOrder = shape.ChannelOrder,
            ChannelType = shape.ChannelType,
            Kind = shape.Kind,
            Extent = new Triple(shape.Width, shape.Height, shape.Depth),
            ArraySize = shape.ArraySize,
            Buffer = image.Parent?.Id ?? 0,
        };

        // Whether a device takes just this image only the device knows, so that every image is answered.
        var pending = new Pending();
        if (host is null)
        {
            image.Session.Ask(message, pending);
        }
        else if (box.Volume > ProtocolVersion.MaxInline)
        {
            message.Content = Payload.Announce(box.Volume);
            image.Session.PostBulk(message, (byte*)host, box, pending);
        }
        else
        {
            var content = new byte[box.Volume];
            box.Gather((byte*)host, 0, content);
            fixed (byte* at = content)
            {
                message.Content = Payload.Of(new Blob(at, content.Length));
                image.Session.Ask(message, pending);
            }
        }

        BufferApi.Confirm(image, pending);
    }

    private static ulong Rows(ImageDescription description) => description.Kind is ImageShape.Image1D or ImageShape.Image1DArray or ImageShape.Image1DBuffer ? 1 : description.Height;

    private static void CheckExtent(ClContext context, ImageShape shape)
    {
        ClException.ThrowIf(shape.Kind is < ImageShape.Image2D or > ImageShape.Image1DBuffer, ClError.InvalidImageDescriptor);
        ClException.ThrowIf(shape.Width == 0 || shape.Height == 0 || (shape.Kind == ImageShape.Image3D && shape.Depth == 0), ClError.InvalidImageSize);
        ClException.ThrowIf(shape.Kind is ImageShape.Image1DArray or ImageShape.Image2DArray && shape.ArraySize == 0, ClError.InvalidImageSize);
        var fits = context.Devices.Any(d => d.HasImages && shape.Kind switch
        {
            ImageShape.Image3D => shape.Width <= d.Properties.Number(0x1013) && shape.Height <= d.Properties.Number(0x1014) && shape.Depth <= d.Properties.Number(0x1015),
            ImageShape.Image1DBuffer => shape.Width <= d.Properties.Number(0x1040),
            _ => shape.Width <= d.Properties.Number(0x1011) && shape.Height <= d.Properties.Number(0x1012) && shape.ArraySize <= Math.Max(1, d.Properties.Number(0x1041)),
        });
        ClException.ThrowIf(!fits, ClError.InvalidImageSize);
    }

    /// <summary>cl_image_desc.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ImageDescription
    {
        public uint Kind;
        public nuint Width;
        public nuint Height;
        public nuint Depth;
        public nuint ArraySize;
        public nuint RowPitch;
        public nuint SlicePitch;
        public uint MipLevels;
        public uint Samples;
        public nint Buffer;
    }
}
