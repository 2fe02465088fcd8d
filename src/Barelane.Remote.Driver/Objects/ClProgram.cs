using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Objects;

internal sealed class ClProgram : SessionObject
{
    private int _kernels;

    public ClProgram(ClContext context, ClDevice[] devices, byte[]? source)
        : base(context.Session)
    {
        (Context, Devices, Source) = (context, devices, source);
        Builds = [.. devices.Select(_ => new BuildItem { Status = -1, Log = "" })];
        Options = [.. devices.Select(_ => "")];
        context.Hold();
    }

    public ClContext Context { get; }

    public ClDevice[] Devices { get; }

    /// <summary>Null of a program that was not made from source.</summary>
    public byte[]? Source { get; }

    /// <summary>What the program was made from, where that was an intermediate language.</summary>
    public byte[]? IntermediateLanguage { get; init; }

    /// <summary>How its build went, a device each.</summary>
    public BuildItem[] Builds { get; set; }

    /// <summary>What it was built with, a device each.</summary>
    public string[] Options { get; }

    /// <summary>The kernels of an executable.</summary>
    public KernelItem[] Kernels { get; set; } = [];

    public bool IsExecutable => Builds.Any(b => b is { Status: 0, BinaryType: 4 });

    /// <summary>Whether what the kernels' arguments are is told to the program: the driver knows it always, and the standard wants it asked for.</summary>
    public bool ShowsArguments => Source is null || Options.Any(o => o.Contains("-cl-kernel-arg-info", StringComparison.Ordinal));

    /// <summary>Whether kernels of it exist, so that it can't be built anew.</summary>
    public bool HasKernels => Volatile.Read(ref _kernels) > 0;

    public void KernelMade()
    {
        Interlocked.Increment(ref _kernels);
        Hold();
    }

    public void KernelGone()
    {
        Interlocked.Decrement(ref _kernels);
        Drop();
    }

    protected override void End()
    {
        base.End();
        Context.Drop();
    }
}
