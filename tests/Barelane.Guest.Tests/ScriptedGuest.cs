using Barelane.Core.Adapters;

namespace Barelane.Guest.Tests;

/// <summary>A guest that knows exact command lines. What it was not told is not there, as in a real guest.</summary>
internal sealed class ScriptedGuest(GuestFamily family) : IGuestChannel
{
    private readonly Dictionary<string, Func<GuestOutput>> _answers = new(StringComparer.Ordinal);

    public GuestFamily Family => family;

    public List<string> Asked { get; } = [];

    public static string Line(string program, params IReadOnlyList<string> arguments) => string.Join(' ', [program, .. arguments]);

    public ScriptedGuest Says(string commandLine, string output, int exitCode = 0, string error = "")
    {
        _answers[commandLine] = () => new GuestOutput(exitCode, output, error);
        return this;
    }

    public ScriptedGuest TimesOut(string commandLine)
    {
        _answers[commandLine] = () => throw Trouble("time-out", "The program did not end.");
        return this;
    }

    public ScriptedGuest Lacks(string commandLine)
    {
        _answers.Remove(commandLine);
        return this;
    }

    public Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var line = Line(program, arguments);
        Asked.Add(line);
        if (_answers.TryGetValue(line, out var answer))
        {
            return Task.FromResult(answer());
        }

        return family == GuestFamily.Windows
            ? throw Trouble("not-found", $"'{program}' was not found.")
            : Task.FromResult(new GuestOutput(127, "", $"bash: line 1: {program}: command not found\n"));
    }

    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The checks only read, so nothing is ever put into a guest.");

    public Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The checks ask programs only.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static SiteException Trouble(string code, string message) => new(new Problem { Code = code, Message = message });
}
