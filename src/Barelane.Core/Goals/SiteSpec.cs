using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>A site as a document names it.</summary>
public sealed record SiteSpec
{
    /// <summary>The alias used in this document.</summary>
    public required string Alias { get; init; }

    /// <summary>Which adapter serves it.</summary>
    public required Hypervisor Hypervisor { get; init; }

    /// <summary>The endpoint, e.g. <c>https://vcenter.example/sdk</c>, <c>qemu+ssh://root@rack7/system</c>, <c>ssh://admin@hv01</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The account, where the endpoint needs one.</summary>
    public string? User { get; init; }

    /// <summary>Where its password is to be had.</summary>
    public SecretRef? Password { get; init; }

    /// <summary>Pinned certificate, <c>sha256:…</c>; null trusts the machine's own authorities. Never unchecked.</summary>
    public string? Certificate { get; init; }

    /// <summary>Hyper-V: the restricted session (JEA) of the host that is used instead of an administrator's; null for none.</summary>
    public string? Configuration { get; init; }
}
