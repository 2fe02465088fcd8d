using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.Planning;

namespace Barelane.HyperV.Steps;

/// <summary>
/// Copies the files of the host's driver into the guest, or takes away those that were copied. What is begun is noted before, and that all is there after: so that a run that broke off in between shows, and
/// goes on or back. A file of the guest's own that is copied over is kept beside, and comes back. They are taken away while the VM is off alone: nothing is in use then, and nothing is left behind.
/// </summary>
internal static class DriverFileChange
{
    private const string Begun = "DriverFiles";
    private const string Checked = "DriverFilesChecked";

    public static bool Makes(Field field) => field == HyperVFields.DriverFiles || field == HyperVFields.DriverFilesChecked;

    /// <summary>Makes those of the changes that are about driver files.</summary>
    /// <param name="run">The step.</param>
    /// <param name="open">What is not so yet.</param>
    /// <param name="reach">Reaches the guest's files, for copying.</param>
    public static async Task ApplyAsync(StepRun run, IReadOnlyList<FieldChange> open, Func<Vm, Task<IGuestFiles>> reach)
    {
        var begun = open.FirstOrDefault(c => c.Field == HyperVFields.DriverFiles);
        var complete = open.FirstOrDefault(c => c.Field == HyperVFields.DriverFilesChecked);
        if ((begun ?? complete) is not { } change)
        {
            return;
        }

        var inventory = await run.Tools.Source.ReadAsync(new InspectScope { Objects = [run.Step.Target, run.Tools.Host] }, run.CancellationToken).ConfigureAwait(false);
        var vm = inventory.Vms.FirstOrDefault(v => v.Ref == run.Step.Target) ?? throw run.NoVm();
        var notes = (await new HostReader(run.Tools.Shell).OneAsync(ReadScripts.Settings, [], AnswersJson.Default.SettingsAnswer, run.CancellationToken).ConfigureAwait(false)).Guests
            .FirstOrDefault(g => g.Vm.Equals(run.Vm, StringComparison.OrdinalIgnoreCase));
        if (notes is { Mounted.Length: > 0 })
        {
            run.Report("an earlier run left the guest's disk mounted on the host; it is dismounted");
            await GuestDisk.DismountAsync(run, notes.Mounted).ConfigureAwait(false);
        }

        if (change.After is { } package)
        {
            await CopyAsync(run, inventory, () => reach(vm), package, notes).ConfigureAwait(false);
        }
        else
        {
            await RemoveAsync(run, vm, notes).ConfigureAwait(false);
        }
    }

    private static async Task CopyAsync(StepRun run, SiteInventory inventory, Func<Task<IGuestFiles>> reach, string package, GuestNoteAnswer? notes)
    {
        var card = inventory.Hosts.SelectMany(h => h.Devices).FirstOrDefault(d => DirectWants.Setting(d, "driver-package") == package)
            ?? throw new SiteException(new Problem { Code = "driver-files", Message = $"No card of the host uses the driver package '{package}' any more.", Remedy = "Inspect the site, and plan again." });
        run.Report($"reading the driver's files ('{package}')");
        var folder = DirectWants.Setting(card, "driver-folder")!;
        var answer = await new HostReader(run.Tools.Shell).OneAsync(
            ReadScripts.DriverPackage, new JsonObject { ["Folder"] = folder, ["Device"] = DirectWants.Setting(card, "instance-id") }, AnswersJson.Default.DriverPackageAnswer, run.CancellationToken).ConfigureAwait(false);
        var wanted = GuestFileList.Of(folder, package, answer);
        if (notes?.DriverFiles != package)
        {
            await NoteAsync(run, Begun, package).ConfigureAwait(false);
        }

        run.Report("copying the driver's files into the guest");
        var guest = await reach().ConfigureAwait(false);
        var record = (await guest.RecordAsync().ConfigureAwait(false)).ToDictionary(f => f.Path, StringComparer.OrdinalIgnoreCase);
        var present = await guest.ReadAsync(wanted.Select(f => f.To).Concat(record.Keys).Distinct(StringComparer.OrdinalIgnoreCase)).ConfigureAwait(false);
        var copied = wanted.Where(f => record.ContainsKey(f.To) || !present.TryGetValue(f.To, out var there) || (there.Hash != f.From.Hash && !GuestFileList.Stays(f, there))).ToList();
        var others = copied.Where(f => !record.ContainsKey(f.To) && present.ContainsKey(f.To)).ToList();
        if (others.Count > 0)
        {
            await guest.KeepAsync([.. others.Select(f => (f.To, KeptOf(f.To)))]).ConfigureAwait(false);
        }

        // Until the old ones are gone the record names them too.
        var now = copied.Select(f => new GuestRecordFile(f.To, f.From.Hash, record.GetValueOrDefault(f.To) is { } known ? known.Kept : present.ContainsKey(f.To) ? KeptOf(f.To) : null)).ToList();
        var old = record.Values.Where(r => !now.Any(n => n.Path.Equals(r.Path, StringComparison.OrdinalIgnoreCase))).ToList();
        await guest.WriteRecordAsync([.. now, .. old]).ConfigureAwait(false);
        var due = copied.Where(f => !present.TryGetValue(f.To, out var there) || there.Hash != f.From.Hash).ToList();
        if (due.Count > 0)
        {
            await guest.BringAsync(due).ConfigureAwait(false);
        }

        if (old.Count > 0)
        {
            await TakeAwayAsync(guest, old, present, notes is { DriverFilesChecked.Length: > 0 }).ConfigureAwait(false);
            var left = await guest.ReadAsync(old.Select(f => f.Path)).ConfigureAwait(false);
            await guest.WriteRecordAsync([.. now, .. old.Where(f => left.TryGetValue(f.Path, out var there) && there.Hash == f.Hash)]).ConfigureAwait(false);
        }

        var after = await guest.ReadAsync(copied.Select(f => f.To)).ConfigureAwait(false);
        var wrong = copied.Where(f => !after.TryGetValue(f.To, out var there) || there.Hash != f.From.Hash).ToList();
        await guest.CloseAsync().ConfigureAwait(false);
        if (wrong.Count > 0)
        {
            throw new SiteException(new Problem
            {
                Code = "driver-files",
                Message = $"{wrong.Count} of {copied.Count} files are not in the guest as they are on the host, '{wrong[0].To}' among them.",
                Remedy = "Look whether the guest's disk is full or a virus scanner takes files away, and run 'barelane resume'.",
            });
        }

        if (notes?.DriverFilesChecked != package)
        {
            await NoteAsync(run, Checked, package).ConfigureAwait(false);
        }
    }

    private static async Task RemoveAsync(StepRun run, Vm vm, GuestNoteAnswer? notes)
    {
        if (notes is { DriverFilesChecked.Length: > 0 })
        {
            await NoteAsync(run, Checked, null).ConfigureAwait(false);
        }

        if (notes is not { DriverFiles.Length: > 0 })
        {
            return;
        }

        run.Report("taking the driver's files off the guest's disk");
        var disk = await GuestDisk.MountAsync(run, vm.Storage).ConfigureAwait(false);
        var record = await disk.RecordAsync().ConfigureAwait(false);
        await TakeAwayAsync(disk, record, await disk.ReadAsync(record.Select(r => r.Path)).ConfigureAwait(false), notes.DriverFilesChecked == notes.DriverFiles).ConfigureAwait(false);
        await disk.RemoveOwnAsync().ConfigureAwait(false);
        await disk.CloseAsync().ConfigureAwait(false);
        await NoteAsync(run, Begun, null).ConfigureAwait(false);
    }

    /// <summary>
    /// Puts back what was there before, and removes what was copied. A file that somebody changed since stays; where the copying never came to its end, what is there may be half of one, or be away for a moment.
    /// </summary>
    private static async Task TakeAwayAsync(IGuestFiles guest, IReadOnlyList<GuestRecordFile> files, Dictionary<string, FileAnswer> present, bool isWhole)
    {
        var ours = files.Where(f => present.TryGetValue(f.Path, out var there) ? !isWhole || there.Hash == f.Hash : !isWhole).ToList();
        var kept = await guest.ReadAsync(files.Select(f => f.Kept).OfType<string>()).ConfigureAwait(false);
        var back = ours.Where(f => f.Kept is not null && kept.ContainsKey(f.Kept)).ToList();
        if (back.Count > 0)
        {
            await guest.PutBackAsync([.. back.Select(f => (kept[f.Kept!], f.Path))]).ConfigureAwait(false);
        }

        // What was kept goes with the folder, at the very end: until then whoever comes again finds it. A file whose former self is not found is not removed either.
        var gone = ours.Where(f => f.Kept is null && present.ContainsKey(f.Path)).Select(f => f.Path).ToList();
        var folders = files.Select(f => f.Path).Where(p => p.StartsWith(GuestRecord.Store, StringComparison.OrdinalIgnoreCase)).Select(p => string.Join('\\', p.Split('\\').Take(5)))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (gone.Count + folders.Count == 0)
        {
            return;
        }

        await guest.RemoveAsync(gone, folders).ConfigureAwait(false);
    }

    private static string KeptOf(string path) => $@"{GuestRecord.Kept}\{path.Replace('\\', '_')}";

    private static Task NoteAsync(StepRun run, string name, string? value) => run.SendAsync(
        ChangeScripts.NoteGuest, new JsonObject { ["Vm"] = run.Vm, ["Name"] = name, ["Value"] = value ?? "", ["Remove"] = value is null });
}
