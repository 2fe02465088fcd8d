using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Tests.Trees;

/// <summary>A libvirt that says what a test gives it.</summary>
internal sealed class FakeLibvirt : ILibvirtReader
{
    private readonly List<LibvirtDomain> _domains = [];

    public Problem? Refusal { get; init; }

    public static Guid IdOf(string name) => new([.. System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).Take(16)]);

    /// <summary>A domain from its XML; where it runs, the running definition is the stored one unless another is given.</summary>
    public FakeLibvirt Domain(string name, string xml, bool isRunning = false, string? live = null, Func<LibvirtDomain, LibvirtDomain>? change = null)
    {
        var domain = new LibvirtDomain
        {
            Uuid = IdOf(name),
            Name = name,
            State = Observed.Read(isRunning ? 1 : 5),
            StoredXml = Observed.Read(xml),
            LiveXml = isRunning ? Observed.Read(live ?? xml) : Observed<string>.Absent,
            Autostart = Observed.Read(false),
            HasSavedState = Observed.Read(false),
            Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([]),
        };
        _domains.Add(change?.Invoke(domain) ?? domain);
        return this;
    }

    public Task<LibvirtHost> ReadAsync(bool withLive, CancellationToken cancellationToken) => Refusal is { } refusal
        ? Task.FromException<LibvirtHost>(new SiteException(refusal))
        : Task.FromResult(new LibvirtHost { LibvirtVersion = new Version(9, 0, 0), QemuVersion = Observed.Read(new Version(7, 2, 22)), Domains = _domains });
}
