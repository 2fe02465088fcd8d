using System.Diagnostics;
using Barelane.Ssh;

namespace Barelane.Kvm.Shell;

/// <summary>Shells of another machine, through the system's ssh client.</summary>
/// <param name="client">The client; disposed with this object.</param>
internal sealed class SshTransport(SshClient client) : IShellTransport
{
    /// <inheritdoc/>
    public string Host => client.Destination;

    /// <inheritdoc/>
    public bool IsLost(int exitCode) => exitCode == SshClient.Failed;

    /// <inheritdoc/>
    /// <remarks>The account's own shell may be any: all it has to understand are words between single quotes.</remarks>
    public ProcessStartInfo Start(string script) => client.Start($"exec env LC_ALL=C /bin/sh -c '{script}'");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();
}
