namespace Barelane.Knowledge.Placement.Published;

/// <summary>What the published policies divide by: the largest node of the trace.</summary>
internal static class Measure
{
    /// <summary>Thousandths of a processor.</summary>
    public const int Cpu = 128_000;

    /// <summary>Thousandths of GPUs.</summary>
    public const int Gpu = 8_000;
}
