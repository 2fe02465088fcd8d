using System.Text;
using Barelane.Core.Adapters;
using Barelane.Kvm.Boot;

namespace Barelane.Kvm.Steps;

/// <summary>
/// Changes the kernel's arguments for the next boot. The file's old bytes and the hash of what was written in their place are kept on the host: going back puts the very
/// bytes back, and only if the file is still as Barelane left it.
/// </summary>
internal static class KernelArgumentChange
{
    private const string Folder = "/var/lib/barelane/boot";
    private const string Pending = "-pending";

    public static async Task<StepResult> ApplyAsync(StepRun run)
    {
        var changes = run.Step.Changes;
        if (changes.FirstOrDefault(c => c.Field.Prefix != "kernel-argument") is { } foreign)
        {
            return StepResult.Failed(new Problem { Code = "unsupported-step", Message = $"'{foreign.Field}' of '{run.Step.TargetName}' is no argument of its kernel." });
        }

        var wanted = changes.Select(c => (Name: c.Field.Qualifier, Value: Wanted(c.After))).ToList();
        var held = await run.Control.LockAsync(run.CancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            await run.Files.PrepareAsync([.. BootFile.Paths()], run.CancellationToken).ConfigureAwait(false);
            var found = BootFile.Find(run.Files);
            var file = found.HasValue ? found.Value : throw new SiteException(new Problem
            {
                Code = "boot-file-unknown",
                Message = $"The kernel's arguments can't be changed on '{run.Step.TargetName}': {found.Note}",
                Remedy = $"Set them by hand ({string.Join(' ', wanted.Select(w => w.Value is null ? $"without '{w.Name}'" : $"'{Word(w.Name, w.Value)}'"))}), reboot, and plan again.",
            });
            var target = wanted.Aggregate(file, (f, w) => f with { Text = f.With(w.Name, w.Value) });
            if (target.CommandLine == file.CommandLine)
            {
                return await FinishAsync(run, file).ConfigureAwait(false) ? StepResult.Done : StepResult.AlreadySo;
            }

            await WriteAsync(run, file, target).ConfigureAwait(false);
        }

        return StepResult.Done;

        // Blanks between words are no difference; what comes back is the file with its own.
        bool IsAsBefore(BootFile before, BootFile target) => wanted.All(w => KernelArguments.Find(before.CommandLine, w.Name) == w.Value)
            && wanted.Aggregate(before, (f, w) => f with { Text = f.With(w.Name, w.Value) }).CommandLine == target.CommandLine;

        async Task WriteAsync(StepRun run, BootFile file, BootFile target)
        {
            var keep = KeptBootFile.Of(Folder, file.Path);
            var now = await run.Control.ReadAsync(file.Path, run.CancellationToken).ConfigureAwait(false) ?? [];
            var kept = await keep.ReadAsync(run).ConfigureAwait(false);
            var isOurs = kept is not null && kept.After == Sha256Text.Of(now);
            var goesBack = kept is not null && IsAsBefore(file with { Text = kept.BeforeText }, target);
            if (goesBack && !isOurs && Sha256Text.Of(now) != Sha256Text.Of(kept!.Before))
            {
                throw new SiteException(new Problem
                {
                    Code = "concurrent-change",
                    Message = $"'{file.Path}' was changed since Barelane wrote it: its SHA-256 is '{Sha256Text.Of(now)}', Barelane left '{kept.After}'. It is not put back.",
                    Remedy = $"Look at what was changed, take out what Barelane set ({string.Join(' ', wanted.Select(w => $"'{w.Name}'"))}) by hand, and plan again. The old file is '{keep.BeforePath}'.",
                });
            }

            var content = goesBack && isOurs ? kept!.Before : Encoding.UTF8.GetBytes(target.Text);
            if (!(goesBack && isOurs))
            {
                await keep.WriteAsync(run, isOurs ? kept!.Before : now, Sha256Text.Of(content)!).ConfigureAwait(false);
            }

            await keep.NoteAsync(run, wanted).ConfigureAwait(false);
            await run.ReplaceAsync(file.Path, content, Sha256Text.Of(now)).ConfigureAwait(false);
            await BootLoaderCommands.RunAsync(run, file.Loader, wanted).ConfigureAwait(false);
            await keep.NoteAsync(run, null).ConfigureAwait(false);
            if (goesBack && isOurs)
            {
                await keep.RemoveAsync(run).ConfigureAwait(false);
                return;
            }

            // The loader's own tools may have written into the file as well; that is what is left of this step.
            var left = await run.Control.ReadAsync(file.Path, run.CancellationToken).ConfigureAwait(false) ?? [];
            await keep.WriteAsync(run, isOurs ? kept!.Before : now, Sha256Text.Of(left)!).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lets the loader's commands come to their end where a run was cut off between the file and them: the file alone changes no boot. True where there was something to do.
    /// </summary>
    public static async Task<bool> FinishAsync(StepRun run)
    {
        await run.Files.PrepareAsync([.. BootFile.Paths()], run.CancellationToken).ConfigureAwait(false);
        return BootFile.Find(run.Files).TryGet(out var file) && await FinishAsync(run, file).ConfigureAwait(false);
    }

    private static async Task<bool> FinishAsync(StepRun run, BootFile file)
    {
        var keep = KeptBootFile.Of(Folder, file.Path);
        if (await keep.NotedAsync(run).ConfigureAwait(false) is not { } open)
        {
            return false;
        }

        await BootLoaderCommands.RunAsync(run, file.Loader, open).ConfigureAwait(false);
        await keep.NoteAsync(run, null).ConfigureAwait(false);
        return true;
    }

    /// <summary>An argument as a word of the command line.</summary>
    public static string Word(string name, string value) => value == KernelArguments.Set ? name : $"{name}={value}";

    /// <summary>What a step changes to is what the field shows until the reboot.</summary>
    private static string? Wanted(string? after)
    {
        var value = after is not null && after.EndsWith(Pending, StringComparison.Ordinal) ? after[..^Pending.Length] : after;
        return value == "unset" ? null : value;
    }
}
