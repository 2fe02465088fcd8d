using Barelane.Core.Adapters;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Libvirt;

/// <summary>A connection to a host's libvirt.</summary>
internal sealed class LibvirtConnection : ILibvirt
{
    private readonly ConnectionHandle _connection;

    private LibvirtConnection(ConnectionHandle connection) => _connection = connection;

    /// <summary>Connects.</summary>
    /// <param name="uri">libvirt's own address: <c>qemu:///system</c>, <c>qemu+ssh://root@rack7/system</c>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="SiteException">The library is missing, nobody answers at the address, or the account is refused.</exception>
    public static async Task<LibvirtConnection> OpenAsync(string uri, CancellationToken cancellationToken)
    {
        LibvirtLibrary.Load();
        var connection = await LibvirtThread.RunAsync(
            () => LibvirtNative.ConnectOpen(uri) is var opened and not 0 ? new ConnectionHandle(opened) : throw NotOpened(uri, LibvirtLibrary.LastError()),
            cancellationToken).ConfigureAwait(false);
        return new LibvirtConnection(connection);
    }

    /// <inheritdoc/>
    public Task<LibvirtHost> ReadAsync(bool withLive, CancellationToken cancellationToken) =>
        LibvirtThread.RunAsync(() => HostCalls.Read(_connection, withLive, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<DomainState?> StateAsync(Guid uuid, CancellationToken cancellationToken) =>
        LibvirtThread.RunAsync(
            () =>
            {
                using var domain = DomainCalls.Find(_connection, uuid);
                return domain is null ? (DomainState?)null : DomainCalls.State(domain);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<string> EditableXmlAsync(Guid uuid, CancellationToken cancellationToken) => WithAsync(uuid, DomainCalls.EditableXml, cancellationToken);

    /// <inheritdoc/>
    public Task RedefineAsync(Guid uuid, string basis, string xml, CancellationToken cancellationToken) =>
        WithAsync(uuid, domain => DomainCalls.Redefine(_connection, domain, basis, xml), cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(Guid uuid, CancellationToken cancellationToken) =>
        WithAsync(uuid, domain => DomainCalls.Must(LibvirtNative.DomainCreate(domain, 0), domain, "starting it"), cancellationToken);

    /// <inheritdoc/>
    public Task ShutdownAsync(Guid uuid, CancellationToken cancellationToken) =>
        WithAsync(uuid, domain => DomainCalls.Must(LibvirtNative.DomainShutdown(domain, 0), domain, "asking the guest to shut down"), cancellationToken);

    /// <inheritdoc/>
    public Task DestroyAsync(Guid uuid, CancellationToken cancellationToken) =>
        WithAsync(uuid, domain => DomainCalls.Must(LibvirtNative.DomainDestroy(domain, 0), domain, "powering it off"), cancellationToken);

    /// <inheritdoc/>
    public Task CreateSnapshotAsync(Guid uuid, string name, CancellationToken cancellationToken) =>
        WithAsync(uuid, domain => SnapshotCalls.Create(domain, name), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteSnapshotAsync(Guid uuid, string name, CancellationToken cancellationToken) =>
        WithAsync(uuid, domain => SnapshotCalls.Delete(domain, name), cancellationToken);

    /// <inheritdoc/>
    public Task<string> AgentAsync(Guid uuid, string command, TimeSpan timeout, CancellationToken cancellationToken) =>
        WithAsync(
            uuid,
            domain => LibvirtLibrary.Take(LibvirtQemuNative.AgentCommand(domain, command, Math.Max(1, (int)timeout.TotalSeconds), 0))
                ?? throw DomainCalls.Refused(domain, "asking the guest agent"),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Closing says goodbye to the other side, which may be gone; a call that still runs keeps the connection until it is over.
        try
        {
            await LibvirtThread.RunAsync(
                () =>
                {
                    _connection.Dispose();
                    return true;
                },
                CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The thread ends with the program.
        }
    }

    private Task<T> WithAsync<T>(Guid uuid, Func<DomainHandle, T> call, CancellationToken cancellationToken) =>
        LibvirtThread.RunAsync(
            () =>
            {
                using var domain = DomainCalls.Find(_connection, uuid) ?? throw LibvirtProblems.NoDomain(uuid);
                return call(domain);
            },
            cancellationToken);

    private static SiteException NotOpened(string uri, LibvirtError error)
    {
        var problem = LibvirtProblems.Of(error, $"Connecting to '{uri}'").Problem;
        return new SiteException(problem.Code is "no-permission" or "unsupported" ? problem : problem with
        {
            Code = "unreachable",
            Message = $"libvirt can't be reached at '{uri}': {error.Message}.",
            Remedy = uri.Contains("+ssh", StringComparison.Ordinal)
                ? "See that 'ssh' logs in there without asking (a key, and the host's key known), and that libvirt runs on that host."
                : "See that libvirt is installed and runs on this machine: 'systemctl status libvirtd' or 'virtqemud'.",
        });
    }
}
