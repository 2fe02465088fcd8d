using System.Text.Json.Nodes;
using Barelane.HyperV.PowerShell.Role;

namespace Barelane.HyperV.PowerShell;

/// <summary>Scripts on a host over one transport: at most four at a time, as hardened ssh servers open no more sessions, and each sent once.</summary>
/// <param name="transport">The way; disposed with this object.</param>
/// <param name="configuration">The restricted session (JEA) whose functions the scripts are; null where they are run as they are sent.</param>
internal sealed class PowerShellHost(IPowerShellTransport transport, string? configuration = null) : IPowerShellHost
{
    /// <summary>How many scripts run at the same time.</summary>
    public const int AtOnce = 4;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <inheritdoc/>
    public string Host => transport.Host;

    /// <inheritdoc/>
    public string? Configuration => configuration;

    /// <inheritdoc/>
    public async Task<HostAnswer> RunAsync(HostScript script, JsonObject arguments, CancellationToken cancellationToken)
    {
        var input = configuration is null ? Bootstrap.Input(script, arguments)
            : RoleFunction.Of(script) is { } function ? Bootstrap.RoleInput(function, arguments, configuration)
            : throw PowerShellProblems.NotInRole(Host, script.Name, configuration);
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await transport.RunAsync(input, script.Limit, cancellationToken).ConfigureAwait(false);
            var (envelope, reason) = Envelope.Read(answer.Output);
            return envelope switch
            {
                null => throw PowerShellProblems.NoAnswer(Host, script.Name, reason, answer),
                { Error: { } error } when configuration is not null && PowerShellProblems.OfSession(Host, script.Name, configuration, error) is { } problem => throw problem,
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
