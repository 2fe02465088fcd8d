namespace Barelane.Knowledge.Placement;

/// <summary>What an empty node offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CpuMilli">Thousandths of a processor.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="Gpus">GPUs, all of one model; at most <see cref="MostGpus"/>.</param>
/// <param name="Model">Their model; empty where it does not matter.</param>
public sealed record NodeShape(string Name, int CpuMilli, int MemoryMiB, int Gpus, string Model)
{
    /// <summary>The most GPUs a node may have.</summary>
    public const int MostGpus = 16;
}
