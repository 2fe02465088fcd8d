namespace Barelane.VSphere.Planning;

/// <summary>A vim25 property.</summary>
/// <param name="Type">The managed type that has it.</param>
/// <param name="Path">Its path.</param>
public readonly record struct FactPath(string Type, string Path);
