using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>A command under way, as a process of its own. Ends exactly the process that it started.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly StringBuilder _said = new();
    private readonly Process _process;
    private readonly string _line;
    private readonly Task<string> _out;
    private readonly Task _error;

    private CliProcess(Process process, string line)
    {
        _process = process;
        _line = line;
        _out = process.StandardOutput.ReadToEndAsync();
        _error = ListenAsync();
    }

    /// <summary>How long it may take.</summary>
    private TimeSpan Limit { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it has printed on standard error so far.</summary>
    public string SaidSoFar
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts it in a folder with its home there; nobody can be asked.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="home">Where its journal is.</param>
    /// <param name="args">What is typed after 'barelane'.</param>
    /// <param name="limitedBy">A command of the shell that limits it.</param>
    /// <param name="path">Where programs are looked for; as here unless set.</param>
    /// <param name="limit">How long it may take; 4 minutes unless set.</param>
    public static CliProcess Start(string folder, string home, IReadOnlyList<string> args, string? limitedBy = null, string? path = null, TimeSpan? limit = null)
    {
        var start = limitedBy is null
            ? new ProcessStartInfo(Published.Barelane, args)
            : new ProcessStartInfo("/bin/bash", ["-c", $"{limitedBy}; exec \"$0\" \"$@\"", Published.Barelane, .. args]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["BARELANE_HOME"] = home;
        ShortLife.Prepare(start);
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{Published.Barelane}' did not start.");
        process.StandardInput.Close();
        return new CliProcess(process, string.Join(' ', args)) { Limit = limit ?? TimeSpan.FromMinutes(4) };
    }

    /// <summary>SIGKILL: it can do nothing about it.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends a signal by its name: INT, TERM, HUP.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.True(kill.ExitCode == 0, _process.HasExited ? $"It had ended with {_process.ExitCode} before {name}:\n{SaidSoFar}" : $"{name} could not be sent.");
    }

    /// <summary>Waits for its end. One that does not end is killed, and the test fails with what it had printed.</summary>
    public async Task<CliResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"It did not end within {Limit.TotalMinutes} minutes.\n{await ResultAsync(-1)}");
        }

        return await ResultAsync(_process.ExitCode);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<CliResult> ResultAsync(int exitCode)
    {
        await _error;
        return new CliResult(_line, exitCode, await _out, SaidSoFar);
    }

    private async Task ListenAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardError.ReadAsync(buffer) is var read and > 0)
        {
            lock (_said)
            {
                _said.Append(buffer, 0, read);
            }
        }
    }
}
