using System.Diagnostics;
using Barelane.EndToEnd.Tests.Processes;
using Barelane.TestKit;

namespace Barelane.EndToEnd.Tests.CommandLine;

/// <summary>Runs the built command line as a process, as a user in a folder of his own does.</summary>
internal sealed class Typed : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    /// <summary>The folder it runs in; the journal is there too.</summary>
    public string Folder => _folder.Path;

    /// <summary>The program.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "barelane.exe" : "barelane");

    /// <summary>Sets a variable for what is run from now on.</summary>
    public Typed With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Writes a file into the folder.</summary>
    public Typed File(string name, string text)
    {
        System.IO.File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    /// <summary>Runs one line to its end.</summary>
    public async Task<Answer> RunAsync(params string[] args)
    {
        using var process = Start(Program, args);
        return await EndAsync(process);
    }

    /// <summary>Runs one line on a terminal of 80 columns; what is typed at it is <paramref name="input"/>.</summary>
    public async Task<Answer> RunOnTerminalAsync(string line, string input = "")
    {
        using var process = Start("script", ["-qec", $"stty cols 80 rows 40; '{Program}' {line}", "/dev/null"], keepInput: true);
        await process.StandardInput.WriteAsync(input);
        await process.StandardInput.FlushAsync();
        var answer = await EndAsync(process);
        return answer with { Out = answer.Out.ReplaceLineEndings("\n") };
    }

    /// <summary>Runs one line on a terminal and types Ctrl+C, once, when a text appears.</summary>
    public async Task<Answer> InterruptOnTerminalAsync(string line, string at)
    {
        using var process = Start("script", ["-qec", $"stty cols 80 rows 40; '{Program}' {line}", "/dev/null"], keepInput: true);
        using var limit = new CancellationTokenSource(Limit);
        var output = new System.Text.StringBuilder();
        var isTyped = false;
        var buffer = new char[1024];
        try
        {
            while (await process.StandardOutput.ReadAsync(buffer, limit.Token) is > 0 and var count)
            {
                output.Append(buffer, 0, count);
                if (!isTyped && output.ToString().Contains(at, StringComparison.Ordinal))
                {
                    isTyped = true;
                    await process.StandardInput.WriteAsync('\u0003');
                    await process.StandardInput.FlushAsync(limit.Token);
                }
            }

            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end within {Limit.TotalMinutes} minutes: {output}");
        }

        Assert.True(isTyped, output.ToString());
        return new Answer(process.ExitCode, output.ToString().ReplaceLineEndings("\n"), "");
    }

    /// <summary>Runs one line and sends signals once a text appears on standard error, the second when the first was answered.</summary>
    public async Task<Answer> InterruptAsync(string signal, int times, string at, params string[] args)
    {
        using var process = Start(Program, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = "";
        var sent = 0;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            error += line + "\n";
            if (sent < times && line.Contains(sent == 0 ? at : "Stopping once", StringComparison.Ordinal))
            {
                using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                await kill.WaitForExitAsync();
                sent++;
            }
        }

        await process.WaitForExitAsync();
        Assert.Equal(times, sent);
        return new Answer(process.ExitCode, await output, error);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private Process Start(string program, IReadOnlyList<string> args, bool keepInput = false)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ShortLife.Prepare(start);
        start.Environment["BARELANE_HOME"] = Folder;
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        start.Environment.Remove("COLUMNS");
        foreach (var (variable, value) in _environment)
        {
            start.Environment[variable] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        if (!keepInput)
        {
            process.StandardInput.Close();
        }

        return process;
    }

    private static async Task<Answer> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new Answer(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end within {Limit.TotalMinutes} minutes.");
        }
    }
}
