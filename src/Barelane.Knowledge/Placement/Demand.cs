namespace Barelane.Knowledge.Placement;

/// <summary>What one arrival asks for.</summary>
/// <param name="CpuMilli">Thousandths of a processor.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="Gpus">GPUs of one node; 0 for none.</param>
/// <param name="MilliPerGpu">Thousandths of each of them: 1000 for whole ones, 0 where there is none.</param>
/// <param name="Models">The models that will do, with <c>|</c> between them; empty for any.</param>
public sealed record Demand(int CpuMilli, int MemoryMiB, int Gpus, int MilliPerGpu, string Models = "")
{
    /// <summary>A whole GPU in thousandths.</summary>
    public const int WholeGpu = 1000;

    private readonly string[] _models = Models.Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Thousandths of GPUs in all.</summary>
    public int TotalMilli => Gpus * MilliPerGpu;

    /// <summary>Whether it takes a part of one GPU.</summary>
    public bool IsShare => Gpus == 1 && MilliPerGpu < WholeGpu;

    /// <summary>What kind of demand it is, for policies that keep kinds together: 0 without GPU, 1 a part of one, from 2 on whole ones by their number.</summary>
    public int Kind => Gpus == 0 ? 0 : IsShare ? 1 : Gpus + 1;

    /// <summary>Whether a GPU of this model will do.</summary>
    public bool Allows(string model) => _models.Length == 0 || Array.IndexOf(_models, model) >= 0;

    /// <inheritdoc/>
    public bool Equals(Demand? other) => other is not null
        && (CpuMilli, MemoryMiB, Gpus, MilliPerGpu) == (other.CpuMilli, other.MemoryMiB, other.Gpus, other.MilliPerGpu)
        && string.Equals(Models, other.Models, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CpuMilli, MemoryMiB, Gpus, MilliPerGpu, Models);
}
