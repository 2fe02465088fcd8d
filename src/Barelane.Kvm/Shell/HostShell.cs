using System.Text;
using Barelane.Core.Adapters;
using Barelane.Ssh;

namespace Barelane.Kvm.Shell;

/// <summary>A host under control through shells: of this machine, or over ssh.</summary>
/// <param name="transport">How shells are started; disposed with this object.</param>
/// <param name="time">The clock of limits.</param>
/// <param name="root">A folder that stands for the host's root; empty for the host itself.</param>
internal sealed class HostShell(IShellTransport transport, TimeProvider time, string root = "") : IHostControl
{
    private const string LockPath = "/run/lock/barelane.lock";
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);
    private readonly ReadingShell _reading = new(transport, time);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync("read", $"reading '{path}'", root + path, cancellationToken).ConfigureAwait(false);
        return answer.ExitCode == ShellScripts.Missing ? null : Fine(answer, $"reading '{path}'").Output;
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync("exists", $"looking for '{path}'", root + path, cancellationToken).ConfigureAwait(false);
        return answer.ExitCode != ShellScripts.Missing && Fine(answer, $"looking for '{path}'").ExitCode == 0;
    }

    /// <inheritdoc/>
    public async Task<string?> ReadLinkNameAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync("link", $"reading '{path}'", root + path, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode == ShellScripts.Missing)
        {
            return null;
        }

        var target = Encoding.UTF8.GetString(Fine(answer, $"reading '{path}'").Output).TrimEnd('\n', '/');
        return target[(target.LastIndexOf('/') + 1)..];
    }

    /// <inheritdoc/>
    public async Task WriteAttributeAsync(string path, string value, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        var doing = $"writing '{value.Trim()}' to '{path}'";
        var answer = await AskAsync(ShellScripts.Write, doing, [.. Input(WorkLock(WorkSubject.Of(path, value)), root + path), .. Encoding.UTF8.GetBytes(value)], limit, cancellationToken).ConfigureAwait(false);
        Fine(answer.ExitCode == ShellScripts.Missing ? throw HostProblems.Missing(transport.Host, path) : answer, doing);
    }

    /// <inheritdoc/>
    public async Task ReplaceFileAsync(string path, byte[]? content, string? expected, CancellationToken cancellationToken)
    {
        var doing = content is null ? $"taking away '{path}'" : $"writing '{path}'";
        var input = Input(WorkLock(WorkSubject.Of(path)), root + path, expected ?? "-", content is null ? "remove" : "put");
        var answer = await AskAsync(ShellScripts.Replace, doing, [.. input, .. content ?? []], Usual, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode == ShellScripts.Changed)
        {
            throw HostProblems.Changed(transport.Host, path, expected, Encoding.UTF8.GetString(answer.Output).Trim().Trim('-'));
        }

        Fine(answer, doing);
    }

    /// <inheritdoc/>
    public async Task<bool> HasProgramAsync(string program, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync("has", $"looking for '{program}'", program, cancellationToken).ConfigureAwait(false);
        return answer.ExitCode != ShellScripts.Missing && Fine(answer, $"looking for '{program}'").ExitCode == 0;
    }

    /// <inheritdoc/>
    public async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(ShellScripts.Run, $"running '{program}'", Input([WorkLock(WorkSubject.Of([.. arguments])), program, .. arguments]), limit, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(Fine(answer, $"running '{program}'").Output);
    }

    /// <inheritdoc/>
    public async Task<bool> IsAtWorkAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        const string Doing = "looking for what is under way";
        var answer = await AskAsync(ShellScripts.AtWork, Doing, Input([.. subjects.Select(WorkLock)]), Usual, cancellationToken).ConfigureAwait(false);
        return answer.ExitCode == ShellScripts.Locked || Fine(answer, Doing).ExitCode != 0;
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        var held = await HeldHostLock.TakeAsync(transport.Start(ShellScripts.Lock), Input(root + LockPath), Usual, time, cancellationToken).ConfigureAwait(false);
        return held.Failure switch
        {
            null => held,
            { ExitCode: ShellScripts.Locked } => throw HostProblems.Locked(transport.Host),
            { } failure => throw Problem(failure, "taking the host's lock"),
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reading.DisposeAsync().ConfigureAwait(false);
        await transport.DisposeAsync().ConfigureAwait(false);
    }

    private string WorkLock(string subject) => $"{root}/run/lock/barelane-{subject}.lock";

    /// <summary>Asks the shell that is there for reading; where it can't tell, one that is started for this question alone, whose complaint is told.</summary>
    private async Task<ChildAnswer> ReadAsync(string verb, string doing, string subject, CancellationToken cancellationToken)
    {
        var separator = ReadingShell.NewSeparator();
        var question = Input(separator, verb, subject);
        var answer = await _reading.AskAsync(verb, subject, Usual, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            null => Alone(await AskAsync(ShellScripts.Answer, doing, question, Usual, cancellationToken).ConfigureAwait(false), separator, doing),
            { ExitCode: 0 or ShellScripts.Missing } => answer,
            _ => throw Problem(answer, doing),
        };
    }

    private ChildAnswer Alone(ChildAnswer whole, string separator, string doing) =>
        ReadingShell.Answered(Fine(whole, doing).Output, separator) is { } answer ? answer with { Error = whole.Error } : throw Problem(whole, doing);

    private async Task<ChildAnswer> AskAsync(string script, string doing, byte[] input, TimeSpan limit, CancellationToken cancellationToken)
    {
        var answer = await Child.RunAsync(transport.Start(script), input, limit, time, cancellationToken).ConfigureAwait(false);
        return answer.ExitCode is { } code
            ? transport.IsLost(code) ? throw HostProblems.Unreachable(transport.Host, answer.Error) : answer
            : throw HostProblems.GivenUp(transport.Host, doing, limit);
    }

    private ChildAnswer Fine(ChildAnswer answer, string doing) => answer.ExitCode == 0 ? answer : throw Problem(answer, doing);

    private SiteException Problem(ChildAnswer answer, string doing) => answer.ExitCode switch
    {
        null => HostProblems.GivenUp(transport.Host, doing, Usual),
        { } code when transport.IsLost(code) => HostProblems.Unreachable(transport.Host, answer.Error),
        _ => HostProblems.Refused(transport.Host, doing, answer.Error),
    };

    private static byte[] Input(params ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line.AsSpan().ContainsAny('\n', '\0') ? throw new ArgumentException("A line break or NUL is part of no name.", nameof(lines)) : line).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
