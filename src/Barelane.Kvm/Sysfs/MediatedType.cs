using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>A type of mediated device that a parent can be cut into.</summary>
internal sealed record MediatedType
{
    /// <summary>The parent's name: an address, or a driver's own word.</summary>
    public required string Parent { get; init; }

    /// <summary>The type's id, e.g. <c>nvidia-558</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people.</summary>
    public Observed<string> Name { get; init; }

    /// <summary>How many more can be made now; shared with the parent's other types.</summary>
    public Observed<int> Left { get; init; }

    /// <summary>The framebuffer in MiB, where the description tells.</summary>
    public Observed<long> MemoryMiB { get; init; }
}
