using Barelane.Remote.Driver.Icd;

namespace Barelane.Remote.Driver.Objects;

internal sealed class ClContext : SessionObject
{
    private readonly Dictionary<(ulong Flags, uint Kind), byte[]> _formats = [];

    private List<(nint Function, nint Data)>? _destructors;

    public ClContext(ClDevice[] devices, nint[] properties)
        : base(devices[0].Platform.Session)
    {
        (Devices, Properties) = (devices, properties);
        Array.ForEach(devices, d => d.Hold());
    }

    public ClDevice[] Devices { get; }

    public nint[] Properties { get; }

    /// <summary>The image formats for such flags, asked for once.</summary>
    public byte[] Formats(ulong flags, uint kind, Func<byte[]> ask)
    {
        lock (_formats)
        {
            return _formats.TryGetValue((flags, kind), out var known) ? known : _formats[(flags, kind)] = ask();
        }
    }

    /// <summary>The device, which has to be one of the context's.</summary>
    public ClDevice Device(nint handle)
    {
        var device = Handles.Find<ClDevice>(handle, ClError.InvalidDevice);
        return Devices.Contains(device) ? device : throw new ClException(ClError.InvalidDevice);
    }
    public void OnEnd(nint function, nint data)
    {
        lock (_formats)
        {
            (_destructors ??= []).Add((function, data));
        }
    }

    protected override unsafe void End()
    {
        base.End();
        // The last that was registered is called first.
        for (var i = (_destructors?.Count ?? 0) - 1; i >= 0; i--)
        {
            ((delegate* unmanaged<nint, void*, void>)_destructors![i].Function)(Handle, (void*)_destructors[i].Data);
        }

        Array.ForEach(Devices, d => d.Drop());
    }
}
