namespace Barelane.Core.Adapters;

/// <summary>Something that did not work, complete enough to act on.</summary>
public sealed record Problem
{
    /// <summary>A stable word for programs, e.g. <c>certificate-untrusted</c>, <c>not-found</c>, <c>refused</c>, <c>concurrent-change</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What was observed and what was required, as sentences. No secrets.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; empty where nothing can be said.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The hypervisor's own words and keys, unchanged, for diagnosis.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Remedy.Length == 0 ? Message : $"{Message} {Remedy}";
}
