using System.Diagnostics;

namespace Barelane.Kvm.Shell;

/// <summary>Shells of this machine.</summary>
internal sealed class LocalTransport : IShellTransport
{
    /// <inheritdoc/>
    public string Host { get; } = Environment.MachineName;

    /// <inheritdoc/>
    public bool IsLost(int exitCode) => false;

    /// <inheritdoc/>
    public ProcessStartInfo Start(string script)
    {
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", script } };
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
