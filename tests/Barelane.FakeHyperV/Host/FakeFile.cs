using System.Security.Cryptography;
using System.Text;

namespace Barelane.FakeHyperV.Host;

/// <summary>A file: what it holds, its version resource, when it was written.</summary>
public sealed record FakeFile(byte[] Content, string? Version = null, DateTime? Written = null)
{
    public static FakeFile Text(string text, string? version = null) => new(Encoding.UTF8.GetBytes(text), version);

    /// <summary>SHA-256 as Get-FileHash prints it.</summary>
    public string Hash => Convert.ToHexString(SHA256.HashData(Content));
}
