namespace Barelane.Twin.Values;

/// <summary>A value for an element of any type, together with the type that the schema declares for it.</summary>
internal sealed record VimTyped(object Value, string Type, bool IsArray, bool IsReference);
