using System.Text.Json.Nodes;

namespace Barelane.HyperV.PowerShell;

/// <summary>Scripts on a host over one transport: at most four at a time, as hardened ssh servers open no more sessions, and each sent once.</summary>
/// <param name="transport">The way; disposed with this object.</param>
internal sealed class PowerShellHost(IPowerShellTransport transport) : IPowerShellHost
{
    /// <summary>How many scripts run at the same time.</summary>
    public const int AtOnce = 4;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <inheritdoc/>
    public string Host => transport.Host;

    /// <inheritdoc/>
    public async Task<HostAnswer> RunAsync(HostScript script, JsonObject arguments, CancellationToken cancellationToken)
    {
        var input = Bootstrap.Input(script, arguments);
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await transport.RunAsync(input, script.Limit, cancellationToken).ConfigureAwait(false);
            var (envelope, reason) = Envelope.Read(answer.Output);
            return envelope switch
            {
                null => throw PowerShellProblems.NoAnswer(Host, script.Name, reason, answer),
                { Error: { } error } => throw PowerShellProblems.Refused(Host, script.Name, error),
                { Data: { } data } => new HostAnswer(data, envelope.Warnings),
                _ => throw new InvalidOperationException("An envelope holds data or an error."),
            };
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync().ConfigureAwait(false);
        _places.Dispose();
    }
}
