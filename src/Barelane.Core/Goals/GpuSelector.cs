using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>Which card or slice an assignment asks for. Every part that is given has to match; at least one is given.</summary>
public sealed record GpuSelector
{
    /// <summary>Model name or part of it, without regard to case: <c>NVIDIA A40</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Vendor and device id: <c>10de:2235</c>.</summary>
    public PciId? Id { get; init; }

    /// <summary>The function's address; needs the VM's host, or <see cref="Host"/>, to be one card.</summary>
    public PciAddress? Address { get; init; }

    /// <summary>Serial number or GPU UUID.</summary>
    public string? Serial { get; init; }

    /// <summary>The label an administrator gave the card.</summary>
    public string? Label { get; init; }

    /// <summary>The host's name; null lets Barelane choose.</summary>
    public string? Host { get; init; }

    /// <summary>The slice's profile, for the shared way.</summary>
    public string? Profile { get; init; }

    /// <summary>A device group of the hypervisor, taken as one (vSphere 8: cards joined by NVLink).</summary>
    public string? Group { get; init; }

    /// <summary>The pool's name, for the remote way.</summary>
    public string? Pool { get; init; }

    /// <summary>Memory of each device of a pool in MiB; null for whole devices.</summary>
    public long? MemoryMiB { get; init; }

    /// <summary>How many; at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>For messages: the selector as one would write it.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add("model", Model);
        Add("id", Id?.ToString());
        Add("address", Address?.ToString());
        Add("serial", Serial);
        Add("label", Label);
        Add("profile", Profile);
        Add("group", Group);
        Add("pool", Pool);
        Add("memory-mib", MemoryMiB?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add("host", Host);
        if (Count != 1)
        {
            parts.Add($"count {Count}");
        }

        return string.Join(", ", parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name} {value}");
            }
        }
    }
}
