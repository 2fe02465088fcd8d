namespace Barelane.Bench;

/// <summary>One line of the performance budget, or a few that come out of the same runs.</summary>
internal interface IBenchmark
{
    /// <summary>What is typed to run it alone.</summary>
    string Name { get; }

    /// <summary>Runs it and tells what it measured.</summary>
    /// <exception cref="BenchException">It could not be measured; a figure that misses its budget is no exception.</exception>
    Task<IReadOnlyList<Measurement>> RunAsync();
}
