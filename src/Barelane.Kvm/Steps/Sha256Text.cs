using System.Security.Cryptography;

namespace Barelane.Kvm.Steps;

/// <summary>A file's hash as <c>sha256sum</c> shows it.</summary>
internal static class Sha256Text
{
    public static string? Of(byte[]? content) => content is null ? null : Convert.ToHexStringLower(SHA256.HashData(content));
}
