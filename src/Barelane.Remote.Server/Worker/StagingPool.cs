using System.Runtime.InteropServices;

namespace Barelane.Remote.Server.Worker;

/// <summary>Host memory that data passes through; kept for the next of its size, up to a bound.</summary>
internal sealed unsafe class StagingPool
{
    private const long MaxKept = 256L << 20;
    private readonly Dictionary<ulong, Stack<nint>> _free = [];
    private readonly Lock _gate = new();
    private long _kept;

    /// <summary>Memory for <paramref name="size"/> bytes, of no defined content; 0 where there is none.</summary>
    public nint Take(ulong size)
    {
        var rounded = Rounded(size);
        lock (_gate)
        {
            if (_free.TryGetValue(rounded, out var stack) && stack.TryPop(out var kept))
            {
                _kept -= (long)rounded;
                return kept;
            }
        }

        try
        {
            return (nint)NativeMemory.AlignedAlloc((nuint)rounded, 4096);
        }
        catch (OutOfMemoryException)
        {
            return 0;
        }
    }

    /// <summary>Takes back what <see cref="Take"/> gave for that size.</summary>
    public void Return(nint memory, ulong size)
    {
        var rounded = Rounded(size);
        lock (_gate)
        {
            if (_kept + (long)rounded <= MaxKept)
            {
                _kept += (long)rounded;
                (CollectionsMarshal.GetValueRefOrAddDefault(_free, rounded, out _) ??= new Stack<nint>()).Push(memory);
                return;
            }
        }

        NativeMemory.AlignedFree((void*)memory);
    }

    private static ulong Rounded(ulong size) => Math.Max(64 << 10, System.Numerics.BitOperations.RoundUpToPowerOf2(Math.Min(size, 1UL << 62)));
}
