namespace Barelane.Remote.Server.OpenCl;

/// <summary>OpenCL's status codes that the worker gives of its own.</summary>
internal static class ClStatus
{
    public const int Success = 0;
    public const int MemoryObjectAllocationFailure = -4;
    public const int OutOfHostMemory = -6;
    public const int WaitedForFailure = -14;
    public const int InvalidOperation = -59;
}
