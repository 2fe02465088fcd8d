using System.Diagnostics;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Tests.Shell;

/// <summary>Shells of this machine, counted: on a host far away each is a round trip.</summary>
internal sealed class CountingTransport : IShellTransport
{
    private readonly LocalTransport _local = new();

    public int Started { get; private set; }

    public string Host => _local.Host;

    public bool IsLost(int exitCode) => false;

    public ProcessStartInfo Start(string script)
    {
        Started++;
        return _local.Start(script);
    }

    public ValueTask DisposeAsync() => _local.DisposeAsync();
}
