namespace Barelane.TestKit.Conformance;

/// <summary>One promise that every adapter keeps.</summary>
/// <param name="Name">The promise, as a sentence.</param>
/// <param name="RunAsync">Finds out whether a site keeps it; a broken promise is a <see cref="ConformanceException"/>. The site is fresh and is not used again.</param>
public sealed record ConformanceCheck(string Name, Func<ConformanceSite, CancellationToken, Task> RunAsync);
