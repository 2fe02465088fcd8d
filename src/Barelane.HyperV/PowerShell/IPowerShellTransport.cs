namespace Barelane.HyperV.PowerShell;

/// <summary>A way to <c>powershell</c> on a host: a child of this program, the ssh client, or WS-Management.</summary>
internal interface IPowerShellTransport : IAsyncDisposable
{
    /// <summary>The host's name in messages.</summary>
    string Host { get; }

    /// <summary>Runs <see cref="Bootstrap"/>'s command line once.</summary>
    /// <param name="input">What goes to standard input.</param>
    /// <param name="limit">After this time it is given up.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HostScriptException">The program was not started, or its end was not seen.</exception>
    Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken);
}
