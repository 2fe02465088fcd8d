using System.Net;
using Barelane.Core.Adapters;

namespace Barelane.VSphere.Wire;

/// <summary>Where a vSphere server answers, how it proves who it is, and how patient and how generous a client is with it.</summary>
internal sealed record VimEndpoint(Uri Address)
{
    public CertificateTrust Trust { get; init; } = CertificateTrust.System;

    /// <summary>How long a connection may take.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the server may think before its answer begins; a call that waits on purpose adds its own time.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the server may be silent within an answer.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most bytes one answer may have.</summary>
    public long MaxAnswerBytes { get; init; } = 1L << 30;

    /// <summary>
    /// Reads 'https://vcenter.example/sdk'; the path '/sdk' may be left out. Plain http is for simulators on this machine only, since a certificate is
    /// what tells the server apart from anybody else.
    /// </summary>
    /// <exception cref="FormatException">The text is no usable address.</exception>
    public static VimEndpoint Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0)
        {
            throw new FormatException($"'{text}' is no address of a vSphere server; required is the form 'https://vcenter.example/sdk'.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new FormatException($"The address of '{uri.Host}' has a user name in it; required is an address without one. Use 'user:' and 'password:' of the site.");
        }

        if (uri.Scheme == "http" && !IsLoopback(uri))
        {
            throw new FormatException($"'{text}' is not encrypted; required is 'https://', since plain http is accepted for this machine's own addresses only.");
        }

        return new VimEndpoint(uri.AbsolutePath.Length <= 1 ? new Uri(uri, "/sdk") : uri);
    }

    /// <summary>The address without its query, which may hold a ticket.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Path);

    private static bool IsLoopback(Uri uri) => uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
