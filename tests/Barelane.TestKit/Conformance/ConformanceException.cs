namespace Barelane.TestKit.Conformance;

/// <summary>An adapter breaks a promise; the message says what was seen and what was promised.</summary>
public sealed class ConformanceException(string message) : Exception(message);
