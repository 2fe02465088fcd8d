using System.Diagnostics;
using System.Globalization;
using System.Text;
using Barelane.Ssh;

namespace Barelane.Kvm.Shell;

/// <summary>
/// One shell of the host that answers questions one after the other: a step asks dozens, and a shell for each costs more than the answer. It only reads, so that what was not answered
/// may be asked again. Whatever goes wrong ends it, and the next question begins another.
/// </summary>
/// <param name="transport">How the shell is started; not disposed with this object.</param>
/// <param name="time">The clock of limits.</param>
internal sealed class ReadingShell(IShellTransport transport, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Three digits and a line break.</summary>
    private const int LongestStatus = 4;

    private const int LongestComplaint = 4096;

    private readonly StringBuilder _complaints = new();
    private readonly SemaphoreSlim _free = new(1, 1);
    private Process? _child;
    private string _separator = "";

    /// <summary>Asks one question.</summary>
    /// <param name="verb">One of those of <see cref="ShellScripts.Answer"/>.</param>
    /// <param name="subject">A path or a name, without a line break.</param>
    /// <param name="limit">After this time it is given up.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>
    /// The answer, with exit status 0 or <see cref="ShellScripts.Missing"/>; without one where it was given up; with that of a lost connection where none could be made. Null where another shell has to be asked: this one is busy, has
    /// ended since the last question, or could not read it, and does not know why.
    /// </returns>
    public async Task<ChildAnswer?> AskAsync(string verb, string subject, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!await _free.WaitAsync(TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false))
        {
            return null;
        }

        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            var isNew = _child is null;
            var answer = await AskAsync($"{verb}\n{subject}\n", either.Token).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer is { ExitCode: 0 or ShellScripts.Missing } ? answer : null;
            }

            var lost = isNew ? await EndAsync(either.Token).ConfigureAwait(false) : null;
            Drop();
            return lost;
        }
        catch (OperationCanceledException)
        {
            Drop();
            cancellationToken.ThrowIfCancellationRequested();
            return new ChildAnswer(null, [], "");
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Drop();
        _free.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What tells answers apart: nothing that a host has in a file.</summary>
    public static string NewSeparator() => Guid.NewGuid().ToString("N");

    /// <summary>What <see cref="ShellScripts.Answer"/> said to one question: what comes before the separator, and the status behind it; null where it has not said all of it.</summary>
    public static ChildAnswer? Answered(ReadOnlySpan<byte> said, string separator)
    {
        var mark = Encoding.ASCII.GetBytes($"\n{separator} ");
        var last = said[Math.Max(0, said.Length - mark.Length - LongestStatus)..];
        return last is [.., (byte)'\n']
            && last.IndexOf(mark) is var end and >= 0
            && int.TryParse(Encoding.ASCII.GetString(last[(end + mark.Length)..]), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var status)
            ? new ChildAnswer(status, said[..^(last.Length - end)].ToArray(), "")
            : null;
    }

    private Process Begin()
    {
        _child = Child.Begin(transport.Start(ShellScripts.Answer));

        lock (_complaints)
        {
            _complaints.Clear();
        }

        _child.ErrorDataReceived += (_, line) => Hear(line.Data);
        _child.BeginErrorReadLine();
        _separator = NewSeparator();
        _child.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(_separator + "\n"));
        return _child;
    }

    private async Task<ChildAnswer?> AskAsync(string question, CancellationToken cancellationToken)
    {
        try
        {
            var child = _child ?? Begin();
            await child.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(question), cancellationToken).ConfigureAwait(false);
            await child.StandardInput.BaseStream.FlushAsync(cancellationToken).ConfigureAwait(false);
            return await ReadAsync(child.StandardOutput.BaseStream, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>All that comes up to the separator; null where the shell ended before.</summary>
    private async Task<ChildAnswer?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int got; (got = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            all.Write(buffer, 0, got);
            if (Answered(all.GetBuffer().AsSpan(0, (int)all.Length), _separator) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>The end of a shell that never answered, where it says that there is no way to the host.</summary>
    private async Task<ChildAnswer?> EndAsync(CancellationToken cancellationToken)
    {
        await _child!.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        lock (_complaints)
        {
            return transport.IsLost(_child.ExitCode) ? new ChildAnswer(_child.ExitCode, [], _complaints.ToString().Trim()) : null;
        }
    }

    /// <summary>Keeps what it complains of, for the case that it never answers.</summary>
    private void Hear(string? line)
    {
        lock (_complaints)
        {
            if (_complaints.Length < LongestComplaint)
            {
                _complaints.Append(line).Append('\n');
            }
        }
    }

    private void Drop()
    {
        if (_child is { } child)
        {
            _child = null;
            Child.Kill(child);
            child.Dispose();
        }
    }
}
