using System.ComponentModel;
using System.Diagnostics;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;

namespace Barelane.Cli.Inputs;

/// <summary>The one place where secrets are read: from the environment, a file, or what a command prints. What is read is never shown.</summary>
internal sealed class SecretReader
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(60);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Every secret that was read so far, so that none of them gets into what is given away.</summary>
    public IReadOnlyCollection<string> Known => _known;

    /// <summary>The secret, without a line end.</summary>
    /// <exception cref="ProblemException">It is not to be had; the message names its place, never its content.</exception>
    public async Task<string> ReadAsync(SecretRef secret, CancellationToken cancellationToken)
    {
        var text = secret.Source switch
        {
            "env" => Environment.GetEnvironmentVariable(secret.Name)
                ?? throw Missing(secret, $"The environment variable '{secret.Name}' is not set.", $"Set it: export {secret.Name}=…"),
            "file" => await ReadFileAsync(secret, cancellationToken).ConfigureAwait(false),
            _ => await RunAsync(secret, cancellationToken).ConfigureAwait(false),
        };
        text = text.TrimEnd('\r', '\n');
        if (text.Length == 0)
        {
            throw Missing(secret, $"'{secret}' gives an empty secret.", "Put the secret there, on one line.");
        }

        lock (_known)
        {
            _known.Add(text);
        }

        return text;
    }

    /// <summary>The secret, for whoever speaks to sites.</summary>
    /// <exception cref="SiteException">It is not to be had.</exception>
    public async Task<string> ReadForSiteAsync(SecretRef secret, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(secret, cancellationToken).ConfigureAwait(false);
        }
        catch (ProblemException e)
        {
            throw new SiteException(e.Problem, e);
        }
    }

    private static async Task<string> ReadFileAsync(SecretRef secret, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(secret.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(secret, $"The secret's file '{secret.Name}' could not be read: {e.Message}", "Check the path and who may read it.");
        }
    }

    private static async Task<string> RunAsync(SecretRef secret, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CommandLimit);
        using var process = new Process { StartInfo = Shell(secret.Name) };
        try
        {
            process.Start();
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? output
                : throw Missing(secret, $"The secret's command ended with exit code {process.ExitCode}, required is 0.", "Run it by itself and see what it says.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw Missing(secret, $"The secret's command did not end within {CommandLimit.TotalSeconds} seconds.", "Run it by itself: it may be waiting for input.");
        }
        catch (Win32Exception e)
        {
            throw Missing(secret, $"The secret's command could not be started: {e.Message}", "Run it by itself and see what it says.");
        }
    }

    private static ProcessStartInfo Shell(string line)
    {
        var (shell, flag) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        return new ProcessStartInfo(shell) { ArgumentList = { flag, line }, RedirectStandardOutput = true, UseShellExecute = false };
    }

    private static ProblemException Missing(SecretRef secret, string message, string remedy) =>
        new(new Problem { Code = "secret-missing", Message = message, Remedy = remedy, Evidence = [$"asked for: {secret.Source}:{(secret.Source == "command" ? "…" : secret.Name)}"] }, ExitCodes.Error);
}
