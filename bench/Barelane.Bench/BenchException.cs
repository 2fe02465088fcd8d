namespace Barelane.Bench;

/// <summary>Something could not be measured. The message says what was observed and what is required.</summary>
internal sealed class BenchException(string message) : Exception(message);
