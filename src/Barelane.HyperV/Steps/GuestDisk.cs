using System.Text.Json;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Steps;

/// <summary>The disk of a VM that is off, mounted on its host, with Windows on a volume of it.</summary>
internal sealed class GuestDisk
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
            Remedy = "Decrypt or unlock it, or copy the driver's files yourself and write 'driver-files: leave' into the assignment (a Linux guest needs none of them).",
        });
    }

    /// <summary>Dismounts a disk that an earlier run, or this one, has mounted.</summary>
    public static Task DismountAsync(StepRun run, string disk) => run.SendAsync(ChangeScripts.DismountGuestDisk, new JsonObject { ["Vm"] = run.Vm, ["Disk"] = disk });

    public Task DismountAsync() => DismountAsync(_run, _disk);

    /// <summary>A path within the volume as a path of the host.</summary>
    public string At(string path) => $@"{Volume}\{path}";

    /// <summary>What those of the paths hold that are there, by path within the volume.</summary>
    public async Task<Dictionary<string, FileAnswer>> ReadAsync(IEnumerable<string> paths)
    {
        var asked = new JsonArray([.. paths.Select(p => (JsonNode?)JsonValue.Create(At(p)))]);
        var found = asked.Count == 0 ? [] : await _reader.ManyAsync(ReadScripts.FileHashes, new JsonObject { ["Paths"] = asked }, AnswersJson.Default.FileAnswer, _run.CancellationToken).ConfigureAwait(false);
        return found.ToDictionary(f => f.Path[(Volume.Length + 1)..], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Which files were copied there before; none where there is no record.</summary>
    public async Task<IReadOnlyList<GuestRecordFile>> RecordAsync()
    {
        var found = await _reader.ManyAsync(ReadScripts.SmallFile, new JsonObject { ["Path"] = At($@"{GuestRecord.Folder}\{GuestRecord.Name}") }, AnswersJson.Default.ContentAnswer, _run.CancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(found[0].Content), AnswersJson.Default.GuestRecord) is { Version: GuestRecord.CurrentVersion } record
                ? record.Files
                : throw new FormatException("it is of another version");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new SiteException(new Problem
            {
                Code = "guest-disk",
                Message = $@"The record of copied files on the guest's disk ('{GuestRecord.Folder}\{GuestRecord.Name}') can't be read: {e.Message}",
                Remedy = "Remove that folder, and the driver's files beside it, in the guest; then run the command again.",
            });
        }
    }

    /// <summary>Writes which files were copied.</summary>
    public Task WriteRecordAsync(IReadOnlyList<GuestRecordFile> files) => _run.SendAsync(ChangeScripts.WriteFile, new JsonObject
    {
        ["Folder"] = At(GuestRecord.Folder),
        ["Path"] = At($@"{GuestRecord.Folder}\{GuestRecord.Name}"),
        ["Content"] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new GuestRecord(GuestRecord.CurrentVersion, files), AnswersJson.Default.GuestRecord)),
    });

    /// <summary>Copies files; sources and targets as paths of the host.</summary>
    public Task CopyAsync(IEnumerable<(string From, string To)> files) => _run.SendAsync(ChangeScripts.CopyFiles, new JsonObject
    {
        ["Files"] = new JsonArray([.. files.Select(f => (JsonNode?)new JsonObject { ["from"] = f.From, ["to"] = f.To, ["folder"] = f.To[..f.To.LastIndexOf('\\')] })]),
    });

    /// <summary>Removes files, a folder of Barelane's own with all that is in it, and folders that are left without a file; paths within the volume.</summary>
    public Task RemoveAsync(IEnumerable<string> files, IEnumerable<string> folders, string? own = null) => _run.SendAsync(ChangeScripts.RemoveFiles, new JsonObject
    {
        ["Files"] = new JsonArray([.. files.Select(f => (JsonNode?)JsonValue.Create(At(f)))]),
        ["Own"] = own is null ? "" : At(own),
        ["Folders"] = new JsonArray([.. folders.Select(f => (JsonNode?)JsonValue.Create(At(f)))]),
    });
}
