using System.Runtime.InteropServices;

namespace Barelane.Remote.Server.OpenCl;

/// <summary>The machine's OpenCL, function by function as the standard has it. What is enqueued.</summary>
internal static unsafe partial class Cl
{
    [LibraryImport(Library, EntryPoint = "clFlush")]
    public static partial int Flush(nint queue);

    [LibraryImport(Library, EntryPoint = "clFinish")]
    public static partial int Finish(nint queue);

    [LibraryImport(Library, EntryPoint = "clEnqueueNDRangeKernel")]
    public static partial int EnqueueNDRangeKernel(nint queue, nint kernel, uint dimensions, nuint* offset, nuint* global, nuint* local, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueReadBuffer")]
    public static partial int EnqueueReadBuffer(nint queue, nint buffer, uint blocking, nuint offset, nuint size, void* target, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueWriteBuffer")]
    public static partial int EnqueueWriteBuffer(nint queue, nint buffer, uint blocking, nuint offset, nuint size, void* source, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueMapBuffer")]
    public static partial void* EnqueueMapBuffer(nint queue, nint buffer, uint blocking, ulong flags, nuint offset, nuint size, uint waitCount, nint* waits, nint* done, int* status);

    [LibraryImport(Library, EntryPoint = "clEnqueueUnmapMemObject")]
    public static partial int EnqueueUnmapMemObject(nint queue, nint memory, void* place, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueCopyBuffer")]
    public static partial int EnqueueCopyBuffer(nint queue, nint source, nint target, nuint sourceOffset, nuint targetOffset, nuint size, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueFillBuffer")]
    public static partial int EnqueueFillBuffer(nint queue, nint buffer, void* pattern, nuint patternSize, nuint offset, nuint size, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueReadBufferRect")]
    public static partial int EnqueueReadBufferRect(nint queue, nint buffer, uint blocking, nuint* origin, nuint* hostOrigin, nuint* region, nuint rowPitch, nuint slicePitch, nuint hostRowPitch, nuint hostSlicePitch, void* target, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueWriteBufferRect")]
    public static partial int EnqueueWriteBufferRect(nint queue, nint buffer, uint blocking, nuint* origin, nuint* hostOrigin, nuint* region, nuint rowPitch, nuint slicePitch, nuint hostRowPitch, nuint hostSlicePitch, void* source, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueCopyBufferRect")]
    public static partial int EnqueueCopyBufferRect(nint queue, nint source, nint target, nuint* sourceOrigin, nuint* targetOrigin, nuint* region, nuint sourceRowPitch, nuint sourceSlicePitch, nuint targetRowPitch, nuint targetSlicePitch, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueReadImage")]
    public static partial int EnqueueReadImage(nint queue, nint image, uint blocking, nuint* origin, nuint* region, nuint rowPitch, nuint slicePitch, void* target, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueWriteImage")]
    public static partial int EnqueueWriteImage(nint queue, nint image, uint blocking, nuint* origin, nuint* region, nuint rowPitch, nuint slicePitch, void* source, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueCopyImage")]
    public static partial int EnqueueCopyImage(nint queue, nint source, nint target, nuint* sourceOrigin, nuint* targetOrigin, nuint* region, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueCopyImageToBuffer")]
    public static partial int EnqueueCopyImageToBuffer(nint queue, nint image, nint buffer, nuint* origin, nuint* region, nuint offset, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueCopyBufferToImage")]
    public static partial int EnqueueCopyBufferToImage(nint queue, nint buffer, nint image, nuint offset, nuint* origin, nuint* region, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueFillImage")]
    public static partial int EnqueueFillImage(nint queue, nint image, void* colour, nuint* origin, nuint* region, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueMarkerWithWaitList")]
    public static partial int EnqueueMarkerWithWaitList(nint queue, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueBarrierWithWaitList")]
    public static partial int EnqueueBarrierWithWaitList(nint queue, uint waitCount, nint* waits, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueMigrateMemObjects")]
    public static partial int EnqueueMigrateMemObjects(nint queue, uint count, nint* objects, ulong flags, uint waitCount, nint* waits, nint* done);
}
