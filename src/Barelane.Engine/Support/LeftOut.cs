namespace Barelane.Engine.Support;

/// <summary>Something that is not in a support bundle.</summary>
/// <param name="What">What it is.</param>
/// <param name="Why">Why it is missing, and how it is to be had where it is.</param>
/// <param name="Failed">Whether it should have been there and could not be read.</param>
public sealed record LeftOut(string What, string Why, bool Failed);
