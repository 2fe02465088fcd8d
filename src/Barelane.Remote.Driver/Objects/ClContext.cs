using Barelane.Remote.Driver.Icd;

namespace Barelane.Remote.Driver.Objects;

internal sealed class ClContext : SessionObject
{
    private readonly Dictionary<(ulong Flags, uint Kind), byte[]> _formats = [];

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
    protected override void End()
    {
        base.End();
        Array.ForEach(Devices, d => d.Drop());
    }
}
