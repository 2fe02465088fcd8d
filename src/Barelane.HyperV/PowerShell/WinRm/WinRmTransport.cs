namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>PowerShell of another machine through its WinRM service: a shell for each script, as a shell takes one command's input.</summary>
/// <param name="endpoint">Where and as whom.</param>
/// <param name="time">The clock of limits.</param>
internal sealed class WinRmTransport(WinRmEndpoint endpoint, TimeProvider time) : IPowerShellTransport
{
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(10);

    private readonly WsManClient _client = new(endpoint, time);

    /// <inheritdoc/>
    public string Host => _client.Host;

    /// <inheritdoc/>
    public async Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var (shell, isSent) = ((RemoteShell?)null, false);
        try
        {
            shell = await RemoteShell.OpenAsync(_client, limit + TimeSpan.FromMinutes(1), either.Token).ConfigureAwait(false);
            await shell.StartAsync("powershell", Bootstrap.Arguments, either.Token).ConfigureAwait(false);
            while (input.Length > RemoteShell.Piece)
            {
                await shell.SendAsync(input[..RemoteShell.Piece], isLast: false, either.Token).ConfigureAwait(false);
                input = input[RemoteShell.Piece..];
            }

            // Up to here the input has no end, and the host can't have begun with it.
            isSent = true;
            await shell.SendAsync(input, isLast: true, either.Token).ConfigureAwait(false);
            return await shell.ReceiveAsync(either.Token).ConfigureAwait(false);
        }
        catch (WsManException e)
        {
            throw new HostScriptException(isSent ? HostScriptFailure.Lost : HostScriptFailure.NotSent, e.Problem, inner: e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw isSent ? PowerShellProblems.TimedOut(Host, limit) : PowerShellProblems.NotStarted(Host, limit);
        }
        finally
        {
            if (shell is not null)
            {
                await shell.CloseAsync(Closing, time).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
