using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>The disk of a VM that is off, mounted on its host, with Windows on a volume of it.</summary>
internal sealed class GuestDisk : IGuestFiles
{
    private readonly StepRun _run;
    private readonly HostReader _reader;
    private readonly string _disk;

    private GuestDisk(StepRun run, string disk, string volume)
    {
        _run = run;
        _disk = disk;
        Volume = volume;
        _reader = new HostReader(run.Tools.Shell);
    }

    /// <summary>The volume, <c>G:</c>.</summary>
    public string Volume { get; }

    /// <summary>Mounts the first of the VM's disks that has Windows on it.</summary>
    /// <exception cref="SiteException">None has, or it can't be mounted.</exception>
    public static async Task<GuestDisk> MountAsync(StepRun run, IReadOnlyList<string> disks)
    {
        foreach (var disk in disks.Where(d => d.Length > 0))
        {
            var volumes = await run.AskAsync(ChangeScripts.MountGuestDisk, new JsonObject { ["Vm"] = run.Vm, ["Disk"] = disk }, AnswersJson.Default.VolumeAnswer).ConfigureAwait(false);
            if (volumes.Count == 1)
            {
                return new GuestDisk(run, disk, volumes[0].Volume);
            }

            await DismountAsync(run, disk).ConfigureAwait(false);
        }

        throw new SiteException(new Problem
        {
            Code = "guest-disk",
            Message = $"On no disk of '{run.Step.TargetName}' one Windows was found: its system drive is encrypted (BitLocker), or the guest is another system.",
            Remedy = "In the guest: 'Suspend-BitLocker -MountPoint $env:SystemDrive -RebootCount 0', and resume it afterwards; or copy the driver's files yourself and write 'driver-files: leave' into the assignment (a Linux guest needs none of them).",
        });
    }

    /// <summary>Dismounts a disk that an earlier run, or this one, has mounted.</summary>
    public static Task DismountAsync(StepRun run, string disk) => run.SendAsync(ChangeScripts.DismountGuestDisk, new JsonObject { ["Vm"] = run.Vm, ["Disk"] = disk });

    /// <inheritdoc/>
    public Task CloseAsync() => DismountAsync(_run, _disk);

    /// <summary>A path within the volume as a path of the host.</summary>
    private string At(string path) => $@"{Volume}\{path}";

    /// <inheritdoc/>
    public async Task<Dictionary<string, FileAnswer>> ReadAsync(IEnumerable<string> paths)
    {
        var asked = ScriptArguments.Texts(paths.Select(At));
        var found = asked.Count == 0 ? [] : await _reader.ManyAsync(ReadScripts.FileHashes, new JsonObject { ["Paths"] = asked }, AnswersJson.Default.FileAnswer, _run.CancellationToken).ConfigureAwait(false);
        return found.ToDictionary(f => f.Path[(Volume.Length + 1)..], StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GuestRecordFile>> RecordAsync()
    {
        var found = await _reader.ManyAsync(ReadScripts.SmallFile, new JsonObject { ["Path"] = At($@"{GuestRecord.Folder}\{GuestRecord.Name}") }, AnswersJson.Default.ContentAnswer, _run.CancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? [] : GuestRecord.Read(Convert.FromBase64String(found[0].Content));
    }

    /// <inheritdoc/>
    public Task WriteRecordAsync(IReadOnlyList<GuestRecordFile> files) => _run.SendAsync(ChangeScripts.WriteFile, new JsonObject
    {
        ["Folder"] = At(GuestRecord.Folder),
        ["Path"] = At($@"{GuestRecord.Folder}\{GuestRecord.Name}"),
        ["Content"] = Convert.ToBase64String(GuestRecord.Write(files)),
    });

    /// <inheritdoc/>
    public Task KeepAsync(IReadOnlyList<(string From, string To)> files) => CopyAsync(files.Select(f => (At(f.From), At(f.To))));

    /// <inheritdoc/>
    public Task BringAsync(IReadOnlyList<GuestFile> files) => CopyAsync(files.Select(f => (f.From.Path, At(f.To))));

    /// <inheritdoc/>
    public Task PutBackAsync(IReadOnlyList<(FileAnswer Kept, string To)> files) => CopyAsync(files.Select(f => (f.Kept.Path, At(f.To))));

    /// <inheritdoc/>
    public Task RemoveAsync(IEnumerable<string> files, IEnumerable<string> folders) => RemoveAsync(files, folders, "");

    /// <summary>Removes the folder of Barelane's own with all that is in it, and the store where no file is left there.</summary>
    public Task RemoveOwnAsync() => RemoveAsync([], [GuestRecord.Store], At(GuestRecord.Folder));

    private Task CopyAsync(IEnumerable<(string From, string To)> files) => _run.SendAsync(ChangeScripts.CopyFiles, new JsonObject
    {
        ["Files"] = ScriptArguments.Items(files, f => new JsonObject { ["from"] = f.From, ["to"] = f.To, ["folder"] = f.To[..f.To.LastIndexOf('\\')] }),
    });

    private Task RemoveAsync(IEnumerable<string> files, IEnumerable<string> folders, string own) => _run.SendAsync(ChangeScripts.RemoveFiles, new JsonObject
    {
        ["Files"] = ScriptArguments.Texts(files.Select(At)),
        ["Own"] = own,
        ["Folders"] = ScriptArguments.Texts(folders.Select(At)),
    });
}
