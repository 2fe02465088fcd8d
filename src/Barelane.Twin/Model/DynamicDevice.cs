namespace Barelane.Twin.Model;

/// <summary>Dynamic DirectPath.</summary>
internal sealed record DynamicDevice(int Key, IReadOnlyList<AllowedDevice> Allowed, string? Label, string? AssignedId)
    : PassthroughDevice(Key)
{
    /// <summary>Whether a device of a host may be given for it.</summary>
    public bool Accepts(TwinDevice device) =>
        device.PassthruActive && (string.IsNullOrEmpty(Label) || Label == device.HardwareLabel)
        && (Allowed.Count == 0 || Allowed.Any(a => a.Matches(device)));
}
