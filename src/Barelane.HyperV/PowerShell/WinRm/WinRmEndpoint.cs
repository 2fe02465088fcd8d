using System.Net;
using Barelane.Core.Adapters;

namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>Where a host's WinRM listens with HTTPS, and how to log in there.</summary>
internal sealed record WinRmEndpoint
{
    /// <summary>The port of HTTPS.</summary>
    public const int Port = 5986;

    /// <summary>The address, with port and path.</summary>
    public required Uri Address { get; init; }

    /// <summary>The account; null for the one this program runs as (a Kerberos ticket).</summary>
    public NetworkCredential? Account { get; init; }

    /// <summary>Whether the password goes to the host itself (Basic), instead of a proof of it (Negotiate).</summary>
    public bool IsBasic { get; init; }

    /// <summary>What makes the host's certificate acceptable.</summary>
    public CertificateTrust Trust { get; init; } = CertificateTrust.System;

    /// <summary>The account's name for people; null for this program's own.</summary>
    public string? User => Account is null ? null : Account.Domain.Length > 0 ? $"{Account.Domain}\\{Account.UserName}" : Account.UserName;
}
