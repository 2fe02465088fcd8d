using System.Text;
using Barelane.FakeHyperV.Host;
using Barelane.HyperV.PowerShell;

namespace Barelane.FakeHyperV.Hosting;

/// <summary>The way to a fake host in the same process: the real command line and the real input, without a program between.</summary>
internal sealed class FakeTransport(FakeHost host) : IPowerShellTransport
{
    public FakeHost Machine { get; } = host;

    public string Host => Machine.Name;

    public Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(new TransportAnswer(0, FakePowerShell.Run(Machine, Bootstrap.Arguments, Encoding.ASCII.GetString(input.Span)), ""));
        }
        catch (ConnectionLostException)
        {
            return Task.FromResult(new TransportAnswer(255, "", "Connection to hv01 closed by remote host."));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
