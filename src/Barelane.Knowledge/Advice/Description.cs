using Barelane.Core.Adapters;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Advice;

/// <summary>What a team does with GPUs, as its administrator would tell it in a minute.</summary>
public sealed record Description
{
    /// <summary>The team's name.</summary>
    public string Name { get; init; } = "the team";

    /// <summary>How many people, each with a VM.</summary>
    public required int Users { get; init; }

    /// <summary>The most of them whose VMs run at the same time; null for all.</summary>
    public int? AtOnce { get; init; }

    /// <summary>Whether they load their GPU all the time or now and then.</summary>
    public required LoadShape Load { get; init; }

    /// <summary>GPU memory a user needs, in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>What the GPU is for.</summary>
    public required WorkKind Work { get; init; }

    /// <summary>Interfaces the programs use: <c>cuda</c>, <c>opencl</c>, <c>direct3d</c>, <c>opengl</c>, <c>vulkan</c>; empty where that was not said.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>Whole cards each user needs; null where a part of one will do.</summary>
    public int? WholeCards { get; init; }

    /// <summary>Whether jobs may wait for their turn, with nobody watching.</summary>
    public bool Batch { get; init; }

    /// <summary>The guests' system.</summary>
    public GuestFamily Guest { get; init; } = GuestFamily.Unknown;

    /// <summary>Memory of each VM in MiB, all of which a host reserves; 0 where that was not said.</summary>
    public int VmMemoryMiB { get; init; }

    /// <summary>Features that must stay, by the name of the consent to lose them without <c>lose-</c>: <c>live-migration</c>.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Features that would be good to keep, named alike.</summary>
    public IReadOnlyList<string> Wishes { get; init; } = [];

    /// <summary>The hypervisor that is meant where there is no inventory.</summary>
    public Hypervisor Hypervisor { get; init; } = Hypervisor.VSphere;

    /// <summary>What things cost; null where no price was given.</summary>
    public Prices? Prices { get; init; }

    /// <summary>VMs that run at the same time.</summary>
    public int Running => Math.Min(AtOnce ?? Users, Users);
}
