using System.Runtime.InteropServices;

namespace Barelane.Remote.Server.OpenCl;

/// <summary>The machine's OpenCL, function by function as the standard has it. Platforms, devices, contexts, queues, memory, programs, kernels and events.</summary>
internal static unsafe partial class Cl
{
    [LibraryImport(Library, EntryPoint = "clGetPlatformIDs")]
    public static partial int GetPlatformIDs(uint count, nint* platforms, uint* found);

    [LibraryImport(Library, EntryPoint = "clGetPlatformInfo")]
    public static partial int GetPlatformInfo(nint platform, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clGetDeviceIDs")]
    public static partial int GetDeviceIDs(nint platform, ulong type, uint count, nint* devices, uint* found);

    [LibraryImport(Library, EntryPoint = "clGetDeviceInfo")]
    public static partial int GetDeviceInfo(nint device, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clCreateSubDevices")]
    public static partial int CreateSubDevices(nint device, nint* properties, uint room, nint* devices, uint* count);

    [LibraryImport(Library, EntryPoint = "clReleaseDevice")]
    public static partial int ReleaseDevice(nint device);

    [LibraryImport(Library, EntryPoint = "clCreateContext")]
    public static partial nint CreateContext(nint* properties, uint count, nint* devices, void* notify, void* data, int* status);

    [LibraryImport(Library, EntryPoint = "clReleaseContext")]
    public static partial int ReleaseContext(nint context);

    [LibraryImport(Library, EntryPoint = "clCreateCommandQueue")]
    public static partial nint CreateCommandQueue(nint context, nint device, ulong properties, int* status);

    [LibraryImport(Library, EntryPoint = "clReleaseCommandQueue")]
    public static partial int ReleaseCommandQueue(nint queue);

    [LibraryImport(Library, EntryPoint = "clCreateBuffer")]
    public static partial nint CreateBuffer(nint context, ulong flags, nuint size, void* content, int* status);

    [LibraryImport(Library, EntryPoint = "clCreateSubBuffer")]
    public static partial nint CreateSubBuffer(nint buffer, ulong flags, uint kind, void* region, int* status);

    [LibraryImport(Library, EntryPoint = "clCreateImage")]
    public static partial nint CreateImage(nint context, ulong flags, void* format, void* description, void* content, int* status);

    [LibraryImport(Library, EntryPoint = "clReleaseMemObject")]
    public static partial int ReleaseMemObject(nint memory);

    [LibraryImport(Library, EntryPoint = "clGetMemObjectInfo")]
    public static partial int GetMemObjectInfo(nint memory, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clSetMemObjectDestructorCallback")]
    public static partial int SetMemObjectDestructorCallback(nint memory, delegate* unmanaged<nint, void*, void> notify, void* data);

    [LibraryImport(Library, EntryPoint = "clGetSupportedImageFormats")]
    public static partial int GetSupportedImageFormats(nint context, ulong flags, uint kind, uint count, void* formats, uint* found);

    [LibraryImport(Library, EntryPoint = "clCreateSampler")]
    public static partial nint CreateSampler(nint context, uint normalized, uint addressing, uint filter, int* status);

    [LibraryImport(Library, EntryPoint = "clReleaseSampler")]
    public static partial int ReleaseSampler(nint sampler);

    [LibraryImport(Library, EntryPoint = "clCreateProgramWithSource")]
    public static partial nint CreateProgramWithSource(nint context, uint count, byte** texts, nuint* lengths, int* status);

    [LibraryImport(Library, EntryPoint = "clCreateProgramWithBinary")]
    public static partial nint CreateProgramWithBinary(nint context, uint count, nint* devices, nuint* lengths, byte** binaries, int* deviceStatus, int* status);

    [LibraryImport(Library, EntryPoint = "clCreateProgramWithIL")]
    public static partial nint CreateProgramWithIL(nint context, void* code, nuint length, int* status);

    [LibraryImport(Library, EntryPoint = "clCreateProgramWithBuiltInKernels")]
    public static partial nint CreateProgramWithBuiltInKernels(nint context, uint count, nint* devices, byte* names, int* status);

    [LibraryImport(Library, EntryPoint = "clRetainProgram")]
    public static partial int RetainProgram(nint program);

    [LibraryImport(Library, EntryPoint = "clReleaseProgram")]
    public static partial int ReleaseProgram(nint program);

    [LibraryImport(Library, EntryPoint = "clBuildProgram")]
    public static partial int BuildProgram(nint program, uint count, nint* devices, byte* options, void* notify, void* data);

    [LibraryImport(Library, EntryPoint = "clCompileProgram")]
    public static partial int CompileProgram(nint program, uint count, nint* devices, byte* options, uint headerCount, nint* headers, byte** names, void* notify, void* data);

    [LibraryImport(Library, EntryPoint = "clLinkProgram")]
    public static partial nint LinkProgram(nint context, uint count, nint* devices, byte* options, uint inputCount, nint* inputs, void* notify, void* data, int* status);

    [LibraryImport(Library, EntryPoint = "clGetProgramInfo")]
    public static partial int GetProgramInfo(nint program, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clGetProgramBuildInfo")]
    public static partial int GetProgramBuildInfo(nint program, nint device, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clSetProgramSpecializationConstant")]
    public static partial int SetProgramSpecializationConstant(nint program, uint number, nuint size, void* value);

    [LibraryImport(Library, EntryPoint = "clCloneKernel")]
    public static partial nint CloneKernel(nint kernel, int* status);

    [LibraryImport(Library, EntryPoint = "clGetKernelSubGroupInfo")]
    public static partial int GetKernelSubGroupInfo(nint kernel, nint device, uint name, nuint inputSize, void* input, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clCreateKernel")]
    public static partial nint CreateKernel(nint program, byte* name, int* status);

    [LibraryImport(Library, EntryPoint = "clCreateKernelsInProgram")]
    public static partial int CreateKernelsInProgram(nint program, uint count, nint* kernels, uint* found);

    [LibraryImport(Library, EntryPoint = "clReleaseKernel")]
    public static partial int ReleaseKernel(nint kernel);

    [LibraryImport(Library, EntryPoint = "clSetKernelArg")]
    public static partial int SetKernelArg(nint kernel, uint index, nuint size, void* value);

    [LibraryImport(Library, EntryPoint = "clGetKernelInfo")]
    public static partial int GetKernelInfo(nint kernel, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clGetKernelArgInfo")]
    public static partial int GetKernelArgInfo(nint kernel, uint index, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clGetKernelWorkGroupInfo")]
    public static partial int GetKernelWorkGroupInfo(nint kernel, nint device, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clCreateUserEvent")]
    public static partial nint CreateUserEvent(nint context, int* status);

    [LibraryImport(Library, EntryPoint = "clSetUserEventStatus")]
    public static partial int SetUserEventStatus(nint happening, int status);

    [LibraryImport(Library, EntryPoint = "clRetainEvent")]
    public static partial int RetainEvent(nint happening);

    [LibraryImport(Library, EntryPoint = "clReleaseEvent")]
    public static partial int ReleaseEvent(nint happening);

    [LibraryImport(Library, EntryPoint = "clGetEventInfo")]
    public static partial int GetEventInfo(nint happening, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clGetEventProfilingInfo")]
    public static partial int GetEventProfilingInfo(nint happening, uint name, nuint size, void* value, nuint* needed);

    [LibraryImport(Library, EntryPoint = "clSetEventCallback")]
    public static partial int SetEventCallback(nint happening, int status, delegate* unmanaged<nint, int, void*, void> notify, void* data);
}
