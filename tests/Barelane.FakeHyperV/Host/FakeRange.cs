namespace Barelane.FakeHyperV.Host;

/// <summary>A range of addresses that a device holds (Win32_DeviceMemoryAddress): both ends belong to it.</summary>
public sealed record FakeRange(ulong Start, ulong Size)
{
    public ulong End => Start + Size - 1;
}
