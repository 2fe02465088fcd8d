using System.Diagnostics;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.Ssh;

namespace Barelane.HyperV.PowerShell;

/// <summary>PowerShell as a child of this program, on this machine.</summary>
/// <param name="time">The clock of limits.</param>
/// <param name="program">The program; null for Windows' own, or elsewhere for the first <c>powershell</c> in PATH.</param>
internal sealed class LocalTransport(TimeProvider time, string? program = null) : IPowerShellTransport
{
    private readonly string _program = program ?? (OperatingSystem.IsWindows()
        ? Path.Combine(Environment.SystemDirectory, "WindowsPowerShell", "v1.0", "powershell.exe")
        : "powershell");

    /// <inheritdoc/>
    public string Host { get; } = Environment.MachineName;

    /// <inheritdoc/>
    public async Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken)
    {
        ChildAnswer answer;
        try
        {
            answer = await Child.RunAsync(new ProcessStartInfo(_program, Bootstrap.Arguments), input, limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (SiteException e)
        {
            throw PowerShellProblems.Missing(Host, e.Problem.Message);
        }

        return answer.ExitCode is { } code
            ? new TransportAnswer(code, Encoding.UTF8.GetString(answer.Output), answer.Error)
            : throw PowerShellProblems.TimedOut(Host, limit);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
