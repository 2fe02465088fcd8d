using System.Text;

namespace Barelane.Kvm.Steps;

/// <summary>What is kept on the host of a boot loader's file that Barelane changed: its bytes before, and the hash of what Barelane left.</summary>
/// <param name="BeforePath">Where the bytes are kept.</param>
/// <param name="AfterPath">Where the hash is kept.</param>
/// <param name="OpenPath">Is there while the file was changed and the loader's own commands have not come to their end: what they are about, a line each.</param>
internal sealed record KeptBootFile(string BeforePath, string AfterPath, string OpenPath)
{
    /// <summary>The bytes before.</summary>
    public byte[] Before { get; private init; } = [];

    /// <summary>The hash of what was left.</summary>
    public string After { get; private init; } = "";

    /// <summary>The bytes before as text.</summary>
    public string BeforeText => Encoding.UTF8.GetString(Before);

    public static KeptBootFile Of(string folder, string path)
    {
        var name = $"{folder}/{path.Trim('/').Replace('/', '-')}";
        return new KeptBootFile(name + ".before", name + ".after", name + ".open");
    }

    /// <summary>What is kept; null where nothing is.</summary>
    public async Task<KeptBootFile?> ReadAsync(StepRun run) =>
        await run.Control.ReadAsync(BeforePath, run.CancellationToken).ConfigureAwait(false) is { } before
            && await run.Control.ReadAsync(AfterPath, run.CancellationToken).ConfigureAwait(false) is { } after
            ? this with { Before = before, After = Encoding.ASCII.GetString(after).Trim() }
            : null;

    /// <summary>Keeps both: the bytes first, which mean nothing without the hash.</summary>
    public async Task WriteAsync(StepRun run, byte[] before, string after)
    {
        await PutAsync(run, BeforePath, before).ConfigureAwait(false);
        await PutAsync(run, AfterPath, Encoding.ASCII.GetBytes(after + "\n")).ConfigureAwait(false);
    }

    public async Task RemoveAsync(StepRun run)
    {
        await PutAsync(run, AfterPath, null).ConfigureAwait(false);
        await PutAsync(run, BeforePath, null).ConfigureAwait(false);
    }

    /// <summary>Notes that the loader's commands have to run for these arguments; null where they are over.</summary>
    public Task NoteAsync(StepRun run, IReadOnlyList<(string Name, string? Value)>? arguments) =>
        PutAsync(run, OpenPath, arguments is null ? null : Encoding.ASCII.GetBytes(string.Concat(arguments.Select(a => a.Value is null ? $"-{a.Name}\n" : $"+{a.Name} {a.Value}\n"))));

    /// <summary>The arguments for which the loader's commands have not come to their end; null where none are open.</summary>
    public async Task<IReadOnlyList<(string Name, string? Value)>?> NotedAsync(StepRun run) =>
        await run.Control.ReadAsync(OpenPath, run.CancellationToken).ConfigureAwait(false) is not { } noted ? null
            : [.. Encoding.ASCII.GetString(noted).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[1..].Split(' ', 2)).Select(w => (w[0], w.Length > 1 ? w[1] : null))];

    private static async Task PutAsync(StepRun run, string path, byte[]? content)
    {
        var there = await run.Control.ReadAsync(path, run.CancellationToken).ConfigureAwait(false);
        if (Sha256Text.Of(there) != Sha256Text.Of(content))
        {
            await run.ReplaceAsync(path, content, Sha256Text.Of(there)).ConfigureAwait(false);
        }
    }
}
