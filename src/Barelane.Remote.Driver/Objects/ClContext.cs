using Barelane.Remote.Driver.Icd;

namespace Barelane.Remote.Driver.Objects;

internal sealed class ClContext(ClDevice[] devices, nint[] properties) : SessionObject(devices[0].Platform.Session)
{
    private readonly Dictionary<(ulong Flags, uint Kind), byte[]> _formats = [];

    public ClDevice[] Devices { get; } = devices;

    public nint[] Properties { get; } = properties;

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
}
