using System.Diagnostics;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Support;

internal sealed class RunningClient : IDisposable
{
    // What is no longer than any step on a machine twenty times slower: a test that runs into it has found a hang.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly StringWriter _said = new();
    private readonly Task<string> _error;

    public RunningClient(Process process, TemporaryFolder folder)
    {
        (_process, _folder) = (process, folder);
        _error = Task.Run(async () =>
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                lock (_said)
                {
                    _said.Write(line + '\n');
                }
            }

            return Said;
        });
    }

    /// <summary>What has come on standard error so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>The next line that it prints.</summary>
    public async Task<string?> LineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public void CloseInput() => _process.StandardInput.Close();

    public void Kill() => _process.Kill();

    /// <summary>What it printed until its end.</summary>
    /// <param name="patience">How long it may take where that is longer than any step of the tests.</param>
    public async Task<ClientResult> EndAsync(TimeSpan? patience = null)
    {
        try
        {
            var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(patience ?? Patience);
            await _process.WaitForExitAsync().WaitAsync(Patience);
            return new ClientResult(_process.ExitCode, output, await _error);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
