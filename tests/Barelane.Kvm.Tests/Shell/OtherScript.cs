using System.Diagnostics;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Tests.Shell;

/// <summary>Shells that run something else than they are asked to.</summary>
internal sealed class OtherScript(string script) : IShellTransport
{
    private readonly LocalTransport _local = new();

    public string Host => _local.Host;

    public bool IsLost(int exitCode) => false;

    public ProcessStartInfo Start(string asked) => _local.Start(script);

    public ValueTask DisposeAsync() => _local.DisposeAsync();
}
