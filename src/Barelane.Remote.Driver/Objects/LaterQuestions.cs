using System.Text;

namespace Barelane.Remote.Driver.Objects;

/// <summary>
/// What OpenCL 3.0 lets a device say of itself beyond 1.2. Its optional features that need memory or queues in common with the program are answered
/// as not there; a device of an earlier version is asked none of it.
/// </summary>
internal static class LaterQuestions
{
    /// <summary>OpenCL 3.0.0, as the standard packs it.</summary>
    public const uint Version3 = 3u << 22;
    private const int RecordSize = 68;
    private static readonly string[] MissingFeatures = ["__opencl_c_device_enqueue", "__opencl_c_pipes"];

    public static void Answer(PropertyTable properties, string[] extensions)
    {
        // Queues on the device (0x104E to 0x1052, 0x1070), shared virtual memory (0x1053), pipes (0x1055 to 0x1057, 0x1071).
        foreach (var name in (ReadOnlySpan<uint>)[0x104E, 0x1053, 0x1070])
        {
            properties.Set(name, 0UL);
        }

        foreach (var name in (ReadOnlySpan<uint>)[0x104F, 0x1050, 0x1051, 0x1052, 0x1055, 0x1056, 0x1057, 0x1071, 0x104A, 0x104B])
        {
            properties.Set(name, 0u);
        }

        properties.Set(0x105E, Version3);
        properties[0x105F] = null;
        properties[0x1060] = Where(properties[0x1060], extensions.Contains);
        properties[0x106F] = Where(properties[0x106F], n => !MissingFeatures.Contains(n));

        // Whoever ran the conformance tests ran them without a network in between.
        properties.Set(0x1072, "");
        for (uint name = 0x106A; name <= 0x106E; name++)
        {
            properties[name] = null;
        }

        for (uint name = 0x1073; name < 0x1090; name++)
        {
            properties[name] = null;
        }
    }

    /// <summary>Names with versions, those of them that are wanted.</summary>
    public static byte[] Where(byte[]? records, Func<string, bool> isWanted)
    {
        var kept = new List<byte>();
        for (var at = 0; records is not null && at + RecordSize <= records.Length; at += RecordSize)
        {
            if (isWanted(Encoding.UTF8.GetString(records, at + sizeof(uint), RecordSize - sizeof(uint)).TrimEnd('\0')))
            {
                kept.AddRange(records.AsSpan(at, RecordSize));
            }
        }

        return [.. kept];
    }

    /// <summary>One name with its version.</summary>
    public static byte[] Record(uint version, string name)
    {
        var record = new byte[RecordSize];
        BitConverter.TryWriteBytes(record, version);
        Encoding.UTF8.GetBytes(name, record.AsSpan(sizeof(uint)));
        return record;
    }
}
