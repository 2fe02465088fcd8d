namespace Barelane.TestKit.Conformance;

/// <summary>What checks are made of.</summary>
internal static class Expect
{
    /// <summary>Breaks off with the sentence unless the condition holds.</summary>
    public static void That(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new ConformanceException(otherwise);
        }
    }

    /// <summary>Breaks off with the first difference unless the texts are the same.</summary>
    public static void Same(string expected, string found, string what)
    {
        if (Structure.Difference(expected, found) is { } difference)
        {
            throw new ConformanceException($"{what}: {difference}.");
        }
    }
}
