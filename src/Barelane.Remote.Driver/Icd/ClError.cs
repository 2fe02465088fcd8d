namespace Barelane.Remote.Driver.Icd;

/// <summary>OpenCL's status codes.</summary>
internal static class ClError
{
    public const int DeviceNotFound = -1;
    public const int MemObjectAllocationFailure = -4;
    public const int OutOfResources = -5;
    public const int OutOfHostMemory = -6;
    public const int ProfilingInfoNotAvailable = -7;
    public const int MemCopyOverlap = -8;
    public const int ImageFormatNotSupported = -10;
    public const int BuildProgramFailure = -11;
    public const int MisalignedSubBufferOffset = -13;
    public const int ExecStatusErrorForEventsInWaitList = -14;
    public const int LinkProgramFailure = -17;
    public const int KernelArgInfoNotAvailable = -19;
    public const int InvalidValue = -30;
    public const int InvalidDeviceType = -31;
    public const int InvalidPlatform = -32;
    public const int InvalidDevice = -33;
    public const int InvalidContext = -34;
    public const int InvalidQueueProperties = -35;
    public const int InvalidCommandQueue = -36;
    public const int InvalidHostPtr = -37;
    public const int InvalidMemObject = -38;
    public const int InvalidImageFormatDescriptor = -39;
    public const int InvalidImageSize = -40;
    public const int InvalidSampler = -41;
    public const int InvalidBinary = -42;
    public const int InvalidBuildOptions = -43;
    public const int InvalidProgram = -44;
    public const int InvalidProgramExecutable = -45;
    public const int InvalidKernelName = -46;
    public const int InvalidKernelDefinition = -47;
    public const int InvalidKernel = -48;
    public const int InvalidArgIndex = -49;
    public const int InvalidArgValue = -50;
    public const int InvalidArgSize = -51;
    public const int InvalidKernelArgs = -52;
    public const int InvalidWorkDimension = -53;
    public const int InvalidWorkGroupSize = -54;
    public const int InvalidWorkItemSize = -55;
    public const int InvalidGlobalOffset = -56;
    public const int InvalidEventWaitList = -57;
    public const int InvalidEvent = -58;
    public const int InvalidOperation = -59;
    public const int InvalidBufferSize = -61;
    public const int InvalidGlobalWorkSize = -63;
    public const int InvalidProperty = -64;
    public const int InvalidImageDescriptor = -65;
    public const int InvalidCompilerOptions = -66;
    public const int InvalidLinkerOptions = -67;
    public const int InvalidDevicePartitionCount = -68;
    public const int PlatformNotFound = -1001;
}
