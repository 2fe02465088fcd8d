using Barelane.Remote.Driver.Api;

namespace Barelane.Remote.Driver.Icd;

/// <summary>The functions in the order of cl_icd_dispatch (CL/cl_icd.h), which every handle's first word points to.</summary>
internal static unsafe class DispatchTable
{
    private const int Slots = 149;

    /// <summary>The table; never freed.</summary>
    public static nint* Pointer { get; } = Build();

    private static nint* Build()
    {
        var table = (nint*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(Slots, (nuint)sizeof(nint));
        for (var slot = 0; slot < Slots; slot++)
        {
            table[slot] = (nint)(delegate* unmanaged<int>)&Stubs.Status;
        }

        // Those that make an object tell why there is none, where their signature has the status; clSVMAlloc has no status.
        table[126] = (nint)(delegate* unmanaged<nint>)&Stubs.Nothing;
        table[92] = (nint)(delegate* unmanaged<nint, nint, int*, nint>)&Stubs.NothingMade3;
        foreach (var slot in (ReadOnlySpan<int>)[66, 69, 76, 110, 122])
        {
            table[slot] = (nint)(delegate* unmanaged<nint, nint, nint, int*, nint>)&Stubs.NothingMade4;
        }

        foreach (var slot in (ReadOnlySpan<int>)[77, 78, 111, 112])
        {
            table[slot] = (nint)(delegate* unmanaged<nint, nint, nint, nint, int*, nint>)&Stubs.NothingMade5;
        }

        foreach (var slot in (ReadOnlySpan<int>)[67, 68, 108, 113, 119, 124])
        {
            table[slot] = (nint)(delegate* unmanaged<nint, nint, nint, nint, nint, int*, nint>)&Stubs.NothingMade6;
        }

        table[0] = (nint)(delegate* unmanaged<uint, nint*, uint*, int>)&PlatformApi.GetPlatformIDs;
        table[1] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&PlatformApi.GetPlatformInfo;
        table[2] = (nint)(delegate* unmanaged<nint, ulong, uint, nint*, uint*, int>)&DeviceApi.GetDeviceIDs;
        table[3] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&DeviceApi.GetDeviceInfo;
        table[4] = (nint)(delegate* unmanaged<nint*, uint, nint*, void*, void*, int*, nint>)&ContextApi.CreateContext;
        table[5] = (nint)(delegate* unmanaged<nint*, ulong, void*, void*, int*, nint>)&ContextApi.CreateContextFromType;
        table[6] = (nint)(delegate* unmanaged<nint, int>)&ContextApi.RetainContext;
        table[7] = (nint)(delegate* unmanaged<nint, int>)&ContextApi.ReleaseContext;
        table[8] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&ContextApi.GetContextInfo;
        table[9] = (nint)(delegate* unmanaged<nint, nint, ulong, int*, nint>)&QueueApi.CreateCommandQueue;
        table[10] = (nint)(delegate* unmanaged<nint, int>)&QueueApi.RetainCommandQueue;
        table[11] = (nint)(delegate* unmanaged<nint, int>)&QueueApi.ReleaseCommandQueue;
        table[12] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&QueueApi.GetCommandQueueInfo;
        table[13] = (nint)(delegate* unmanaged<nint, ulong, uint, ulong*, int>)&QueueApi.SetCommandQueueProperty;
        table[14] = (nint)(delegate* unmanaged<nint, ulong, nuint, void*, int*, nint>)&BufferApi.CreateBuffer;
        table[15] = (nint)(delegate* unmanaged<nint, ulong, uint*, nuint, nuint, nuint, void*, int*, nint>)&ImageApi.CreateImage2D;
        table[16] = (nint)(delegate* unmanaged<nint, ulong, uint*, nuint, nuint, nuint, nuint, nuint, void*, int*, nint>)&ImageApi.CreateImage3D;
        table[17] = (nint)(delegate* unmanaged<nint, int>)&MemoryApi.RetainMemObject;
        table[18] = (nint)(delegate* unmanaged<nint, int>)&MemoryApi.ReleaseMemObject;
        table[19] = (nint)(delegate* unmanaged<nint, ulong, uint, uint, ulong*, uint*, int>)&ImageApi.GetSupportedImageFormats;
        table[20] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&MemoryApi.GetMemObjectInfo;
        table[21] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&MemoryApi.GetImageInfo;
        table[22] = (nint)(delegate* unmanaged<nint, uint, uint, uint, int*, nint>)&SamplerApi.CreateSampler;
        table[23] = (nint)(delegate* unmanaged<nint, int>)&SamplerApi.RetainSampler;
        table[24] = (nint)(delegate* unmanaged<nint, int>)&SamplerApi.ReleaseSampler;
        table[25] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&SamplerApi.GetSamplerInfo;
        table[26] = (nint)(delegate* unmanaged<nint, uint, byte**, nuint*, int*, nint>)&ProgramApi.CreateProgramWithSource;
        table[27] = (nint)(delegate* unmanaged<nint, uint, nint*, nuint*, byte**, int*, int*, nint>)&ProgramApi.CreateProgramWithBinary;
        table[28] = (nint)(delegate* unmanaged<nint, int>)&ProgramApi.RetainProgram;
        table[29] = (nint)(delegate* unmanaged<nint, int>)&ProgramApi.ReleaseProgram;
        table[30] = (nint)(delegate* unmanaged<nint, uint, nint*, byte*, void*, void*, int>)&BuildApi.BuildProgram;
        table[31] = (nint)(delegate* unmanaged<int>)&PlatformApi.UnloadCompiler;
        table[32] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&ProgramApi.GetProgramInfo;
        table[33] = (nint)(delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)&ProgramApi.GetProgramBuildInfo;
        table[34] = (nint)(delegate* unmanaged<nint, byte*, int*, nint>)&KernelApi.CreateKernel;
        table[35] = (nint)(delegate* unmanaged<nint, uint, nint*, uint*, int>)&KernelApi.CreateKernelsInProgram;
        table[36] = (nint)(delegate* unmanaged<nint, int>)&KernelApi.RetainKernel;
        table[37] = (nint)(delegate* unmanaged<nint, int>)&KernelApi.ReleaseKernel;
        table[38] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, int>)&KernelApi.SetKernelArg;
        table[39] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&KernelApi.GetKernelInfo;
        table[40] = (nint)(delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)&KernelApi.GetKernelWorkGroupInfo;
        table[41] = (nint)(delegate* unmanaged<uint, nint*, int>)&EventApi.WaitForEvents;
        table[42] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&EventApi.GetEventInfo;
        table[43] = (nint)(delegate* unmanaged<nint, int>)&EventApi.RetainEvent;
        table[44] = (nint)(delegate* unmanaged<nint, int>)&EventApi.ReleaseEvent;
        table[45] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&EventApi.GetEventProfilingInfo;
        table[46] = (nint)(delegate* unmanaged<nint, int>)&QueueApi.Flush;
        table[47] = (nint)(delegate* unmanaged<nint, int>)&QueueApi.Finish;
        table[48] = (nint)(delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint*, nint*, int>)&BufferTransferApi.EnqueueReadBuffer;
        table[49] = (nint)(delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint*, nint*, int>)&BufferTransferApi.EnqueueWriteBuffer;
        table[50] = (nint)(delegate* unmanaged<nint, nint, nint, nuint, nuint, nuint, uint, nint*, nint*, int>)&CopyApi.EnqueueCopyBuffer;
        table[51] = (nint)(delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint, nuint, void*, uint, nint*, nint*, int>)&ImageCommandApi.EnqueueReadImage;
        table[52] = (nint)(delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint, nuint, void*, uint, nint*, nint*, int>)&ImageCommandApi.EnqueueWriteImage;
        table[53] = (nint)(delegate* unmanaged<nint, nint, nint, nuint*, nuint*, nuint*, uint, nint*, nint*, int>)&ImageCommandApi.EnqueueCopyImage;
        table[54] = (nint)(delegate* unmanaged<nint, nint, nint, nuint*, nuint*, nuint, uint, nint*, nint*, int>)&ImageCommandApi.EnqueueCopyImageToBuffer;
        table[55] = (nint)(delegate* unmanaged<nint, nint, nint, nuint, nuint*, nuint*, uint, nint*, nint*, int>)&ImageCommandApi.EnqueueCopyBufferToImage;
        table[56] = (nint)(delegate* unmanaged<nint, nint, uint, ulong, nuint, nuint, uint, nint*, nint*, int*, void*>)&MapApi.EnqueueMapBuffer;
        table[57] = (nint)(delegate* unmanaged<nint, nint, uint, ulong, nuint*, nuint*, nuint*, nuint*, uint, nint*, nint*, int*, void*>)&MapApi.EnqueueMapImage;
        table[58] = (nint)(delegate* unmanaged<nint, nint, void*, uint, nint*, nint*, int>)&MapApi.EnqueueUnmapMemObject;
        table[59] = (nint)(delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, uint, nint*, nint*, int>)&LaunchApi.EnqueueNDRangeKernel;
        table[60] = (nint)(delegate* unmanaged<nint, nint, uint, nint*, nint*, int>)&LaunchApi.EnqueueTask;
        table[61] = (nint)(delegate* unmanaged<nint, void*, void*, nuint, uint, nint*, void**, uint, nint*, nint*, int>)&LaunchApi.EnqueueNativeKernel;
        table[62] = (nint)(delegate* unmanaged<nint, nint*, int>)&LaunchApi.EnqueueMarker;
        table[63] = (nint)(delegate* unmanaged<nint, uint, nint*, int>)&LaunchApi.EnqueueWaitForEvents;
        table[64] = (nint)(delegate* unmanaged<nint, int>)&LaunchApi.EnqueueBarrier;
        table[65] = (nint)(delegate* unmanaged<byte*, void*>)&PlatformApi.GetExtensionFunctionAddress;
        table[81] = (nint)(delegate* unmanaged<nint, int, void*, void*, int>)&EventApi.SetEventCallback;
        table[82] = (nint)(delegate* unmanaged<nint, ulong, uint, void*, int*, nint>)&BufferApi.CreateSubBuffer;
        table[83] = (nint)(delegate* unmanaged<nint, void*, void*, int>)&MemoryApi.SetMemObjectDestructorCallback;
        table[84] = (nint)(delegate* unmanaged<nint, int*, nint>)&EventApi.CreateUserEvent;
        table[85] = (nint)(delegate* unmanaged<nint, int, int>)&EventApi.SetUserEventStatus;
        table[86] = (nint)(delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, nuint, nuint, nuint, nuint, void*, uint, nint*, nint*, int>)&BufferTransferApi.EnqueueReadBufferRect;
        table[87] = (nint)(delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, nuint, nuint, nuint, nuint, void*, uint, nint*, nint*, int>)&BufferTransferApi.EnqueueWriteBufferRect;
        table[88] = (nint)(delegate* unmanaged<nint, nint, nint, nuint*, nuint*, nuint*, nuint, nuint, nuint, nuint, uint, nint*, nint*, int>)&CopyApi.EnqueueCopyBufferRect;
        table[93] = (nint)(delegate* unmanaged<nint, nint*, uint, nint*, uint*, int>)&DeviceApi.CreateSubDevices;
        table[94] = (nint)(delegate* unmanaged<nint, int>)&DeviceApi.RetainDevice;
        table[95] = (nint)(delegate* unmanaged<nint, int>)&DeviceApi.ReleaseDevice;
        table[96] = (nint)(delegate* unmanaged<nint, ulong, uint*, ImageApi.ImageDescription*, void*, int*, nint>)&ImageApi.CreateImage;
        table[97] = (nint)(delegate* unmanaged<nint, uint, nint*, byte*, int*, nint>)&ProgramApi.CreateProgramWithBuiltInKernels;
        table[98] = (nint)(delegate* unmanaged<nint, uint, nint*, byte*, uint, nint*, byte**, void*, void*, int>)&BuildApi.CompileProgram;
        table[99] = (nint)(delegate* unmanaged<nint, uint, nint*, byte*, uint, nint*, void*, void*, int*, nint>)&BuildApi.LinkProgram;
        table[100] = (nint)(delegate* unmanaged<nint, int>)&PlatformApi.UnloadPlatformCompiler;
        table[101] = (nint)(delegate* unmanaged<nint, uint, uint, nuint, void*, nuint*, int>)&KernelApi.GetKernelArgInfo;
        table[102] = (nint)(delegate* unmanaged<nint, nint, void*, nuint, nuint, nuint, uint, nint*, nint*, int>)&CopyApi.EnqueueFillBuffer;
        table[103] = (nint)(delegate* unmanaged<nint, nint, void*, nuint*, nuint*, uint, nint*, nint*, int>)&ImageCommandApi.EnqueueFillImage;
        table[104] = (nint)(delegate* unmanaged<nint, uint, nint*, ulong, uint, nint*, nint*, int>)&CopyApi.EnqueueMigrateMemObjects;
        table[105] = (nint)(delegate* unmanaged<nint, uint, nint*, nint*, int>)&LaunchApi.EnqueueMarkerWithWaitList;
        table[106] = (nint)(delegate* unmanaged<nint, uint, nint*, nint*, int>)&LaunchApi.EnqueueBarrierWithWaitList;
        table[107] = (nint)(delegate* unmanaged<nint, byte*, void*>)&PlatformApi.GetExtensionFunctionAddressForPlatform;
        table[123] = (nint)(delegate* unmanaged<nint, nint, ulong*, int*, nint>)&QueueApi.CreateCommandQueueWithProperties;
        table[133] = (nint)(delegate* unmanaged<nint, ulong*, int*, nint>)&SamplerApi.CreateSamplerWithProperties;
        table[125] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)&LaterApi.GetPipeInfo;
        table[136] = (nint)(delegate* unmanaged<nint, nint, uint, nuint, void*, nuint, void*, nuint*, int>)&LaterApi.GetKernelSubGroupInfo;
        table[137] = (nint)(delegate* unmanaged<nint, int*, nint>)&LaterApi.CloneKernel;
        table[138] = (nint)(delegate* unmanaged<nint, void*, nuint, int*, nint>)&LaterApi.CreateProgramWithIL;
        table[142] = (nint)(delegate* unmanaged<nint, nint, uint, nuint, void*, nuint, void*, nuint*, int>)&LaterApi.GetKernelSubGroupInfo;
        table[145] = (nint)(delegate* unmanaged<nint, uint, nuint, void*, int>)&LaterApi.SetProgramSpecializationConstant;
        table[147] = (nint)(delegate* unmanaged<nint, ulong*, ulong, uint*, ImageApi.ImageDescription*, void*, int*, nint>)&ImageApi.CreateImageWithProperties;
        table[148] = (nint)(delegate* unmanaged<nint, void*, void*, int>)&LaterApi.SetContextDestructorCallback;
        table[146] = (nint)(delegate* unmanaged<nint, ulong*, ulong, nuint, void*, int*, nint>)&BufferApi.CreateBufferWithProperties;
        return table;
    }
}
