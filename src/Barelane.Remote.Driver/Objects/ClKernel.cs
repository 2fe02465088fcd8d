using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Objects;

internal sealed class ClKernel : SessionObject
{
    private readonly bool[] _isSet;
    private int _unset;

    public ClKernel(ClProgram program, KernelItem item)
        : base(program.Session)
    {
        Program = program;
        Item = item;
        OnDevice = [.. item.Devices.Select(d => new PropertyTable(d.Properties))];
        Required = [.. OnDevice.Select(d => d.Sizes(0x11B1) is [var x, var y, var z] ? new Triple(x, y, z) : default)];
        _isSet = new bool[item.Arguments.Length];
        _unset = _isSet.Length;
        program.KernelMade();
    }

    public ClProgram Program { get; }

    public KernelItem Item { get; }

    /// <summary>What each of the program's devices says of it.</summary>
    public PropertyTable[] OnDevice { get; }

    /// <summary>On each device the local size that the source demands; zeros where it demands none.</summary>
    public Triple[] Required { get; }

    public bool HasAllArguments => Volatile.Read(ref _unset) == 0;

    public void Set(uint index)
    {
        if (!_isSet[index])
        {
            _isSet[index] = true;
            Interlocked.Decrement(ref _unset);
        }
    }

    /// <summary>Has the arguments that another kernel of the same function has.</summary>
    public void SetAs(ClKernel other)
    {
        for (uint i = 0; i < _isSet.Length; i++)
        {
            if (other._isSet[i])
            {
                Set(i);
            }
        }
    }

    protected override void End()
    {
        base.End();
        Program.KernelGone();
    }
}
