namespace Barelane.Engine.Support;

/// <summary>A text in a support bundle.</summary>
/// <param name="Path">Its place in the archive.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hex.</param>
public sealed record BundleEntry(string Path, string Origin, long Bytes, string Sha256);
