using System.Text.Json.Nodes;

namespace Barelane.HyperV.PowerShell;

/// <summary>Windows PowerShell 5.1 on a Hyper-V host. Scripts are this program's own files; every name and value goes beside them as data and is never read as code.</summary>
internal interface IPowerShellHost : IAsyncDisposable
{
    /// <summary>The host's name in messages.</summary>
    string Host { get; }

    /// <summary>The restricted session (JEA) that is used; null for none. Not every script can be run there: see <see cref="HostScript.IsForRole"/>.</summary>
    string? Configuration => null;

    /// <summary>Runs one script to its end. It is never sent a second time, whatever happens.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">What it finds in <c>$Arguments</c>.</param>
    /// <param name="cancellationToken">Stops the waiting; what a script that changes something had begun stays begun.</param>
    /// <exception cref="HostScriptException">The script was refused, the host was not reached, or no whole answer came; see <see cref="HostScriptException.Kind"/>.</exception>
    Task<HostAnswer> RunAsync(HostScript script, JsonObject arguments, CancellationToken cancellationToken);
}
