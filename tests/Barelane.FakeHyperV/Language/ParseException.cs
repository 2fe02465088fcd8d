namespace Barelane.FakeHyperV.Language;

/// <summary>A script uses something that the agreed subset of the language does not have, or is no script at all.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="construct">What was found there.</param>
/// <param name="why">What the subset has instead.</param>
internal sealed class ParseException(int line, string construct, string why) : Exception($"Line {line}: {construct}: {why}")
{
    public int Line { get; } = line;

    public string Construct { get; } = construct;
}
