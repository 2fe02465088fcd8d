using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Barelane.Core.Adapters;
using Barelane.HyperV.Guest;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>
/// The system volume of a Windows guest that runs, reached over PowerShell Direct. What comes waits in a folder of Barelane's own until all of it is there and its hashes agree, and is then renamed into its
/// place; what was there is renamed away before, as Windows lets a file in use be renamed but not be replaced.
/// </summary>
internal sealed partial class RunningGuest : IGuestFiles
{
    /// <summary>So many files go in one session: few enough to tell how far it is.</summary>
    private const int Batch = 40;

    private readonly StepRun _run;
    private readonly DirectChannel _channel;
    private readonly string _drive;

    private RunningGuest(StepRun run, DirectChannel channel, string drive) => (_run, _channel, _drive) = (run, channel, drive);

    /// <summary>Opens the guest of the step's VM.</summary>
    /// <exception cref="SiteException">It can't be asked, or not over PowerShell Direct.</exception>
    public static async Task<RunningGuest> OpenAsync(StepRun run)
    {
        if (run.Context.OpenGuestAsync is not { } open || await open(run.CancellationToken).ConfigureAwait(false) is not DirectChannel channel)
        {
            throw new SiteException(new Problem
            {
                Code = "guest-not-asked",
                Message = $"The guest of '{run.Step.TargetName}' is not reached over PowerShell Direct, the only way that files of its host go into it while it runs.",
                Remedy = "Write 'guest: { user: USER, password: env:VARIABLE }' into the assignment, or shut the VM down and plan again.",
            });
        }

        var said = (await channel.ExecuteAsync("cmd.exe", ["/d", "/c", "echo %SystemDrive%"], TimeSpan.FromMinutes(1), run.CancellationToken).ConfigureAwait(false)).Output.Trim();
        return DriveForm().IsMatch(said)
            ? new RunningGuest(run, channel, said)
            : throw new SiteException(new Problem { Code = "guest-answer", Message = $"The guest of '{run.Step.TargetName}' does not tell the letter of its system drive.", Remedy = "See whether 'cmd.exe' works there." });
    }

    /// <inheritdoc/>
    public async Task<Dictionary<string, FileAnswer>> ReadAsync(IEnumerable<string> paths)
    {
        var found = new Dictionary<string, FileAnswer>(StringComparer.OrdinalIgnoreCase);
        if (paths.ToList() is { Count: > 0 } asked)
        {
            var answers = await _channel.ManyAsync(GuestScripts.Hashes, With("Paths", ScriptArguments.Texts(asked.Select(At))), AnswersJson.Default.FileAnswer, "the driver's files", _run.CancellationToken).ConfigureAwait(false);
            foreach (var file in answers)
            {
                found[file.Path[(_drive.Length + 1)..]] = file;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GuestRecordFile>> RecordAsync()
    {
        const int Most = 4 << 20;
        try
        {
            return GuestRecord.Read(await _channel.GetAsync(At($@"{GuestRecord.Folder}\{GuestRecord.Name}"), Most, _run.CancellationToken).ConfigureAwait(false));
        }
        catch (SiteException e) when (e.Problem.Code == "not-found")
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task WriteRecordAsync(IReadOnlyList<GuestRecordFile> files)
    {
        // The folder is made by whatever comes into it first; here nothing may have.
        await SendAsync(GuestScripts.Copy, Copying([]), "its folder").ConfigureAwait(false);
        var request = _channel.Request();
        request["Path"] = At($@"{GuestRecord.Folder}\{GuestRecord.Name}");
        request["Mode"] = "Create";
        request["Content"] = Convert.ToBase64String(GuestRecord.Write(files));
        await SendAsync(GuestScripts.Put, request, GuestRecord.Name).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task KeepAsync(IReadOnlyList<(string From, string To)> files) => SendAsync(
        GuestScripts.Keep, With("Files", ScriptArguments.Items(files, f => new JsonObject { ["from"] = At(f.From), ["to"] = At(f.To), ["folder"] = FolderOf(At(f.To)) })), files[0].From);

    /// <inheritdoc/>
    public async Task BringAsync(IReadOnlyList<GuestFile> files)
    {
        var coming = files.Select((f, i) => (f.From, Waits: WaitingAt(i), f.To)).ToList();
        foreach (var some in coming.Chunk(Batch))
        {
            _run.Report($"copying the driver's files into the running guest, '{some[0].To}' and on");
            await SendAsync(GuestScripts.Copy, Copying(some.Select(f => (f.From.Path, f.Waits))), some[0].To).ConfigureAwait(false);
        }

        await PlaceAsync([.. coming.Select(f => (f.Waits, f.To, f.From.Hash))]).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task PutBackAsync(IReadOnlyList<(FileAnswer Kept, string To)> files)
    {
        var coming = files.Select((f, i) => (f.Kept, Waits: WaitingAt(i), f.To)).ToList();
        await KeepAsync([.. coming.Select(f => (f.Kept.Path[(_drive.Length + 1)..], f.Waits))]).ConfigureAwait(false);
        await PlaceAsync([.. coming.Select(f => (f.Waits, f.To, f.Kept.Hash))]).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(IEnumerable<string> files, IEnumerable<string> folders) => RemoveAsync(files, [], folders);

    /// <inheritdoc/>
    public Task CloseAsync() => RemoveAsync([], [GuestRecord.Coming, GuestRecord.Replaced], []);

    private Task RemoveAsync(IEnumerable<string> files, IEnumerable<string> own, IEnumerable<string> folders)
    {
        var request = With("Files", ScriptArguments.Texts(files.Select(At)));
        request["Own"] = ScriptArguments.Texts(own.Select(At));
        request["Folders"] = ScriptArguments.Texts(folders.Select(At));
        return SendAsync(GuestScripts.Remove, request, "the former driver's files");
    }

    private async Task PlaceAsync(IReadOnlyList<(string Waits, string To, string Hash)> files)
    {
        var asides = await FreeAsync([.. files.Select(f => f.To)]).ConfigureAwait(false);
        _run.Report("putting the driver's files in their places");
        await SendAsync(GuestScripts.Place, With("Files", ScriptArguments.Items(files, f => new JsonObject
        {
            ["from"] = At(f.Waits),
            ["to"] = At(f.To),
            ["folder"] = FolderOf(At(f.To)),
            ["old"] = At(GuestRecord.Replaced),
            ["aside"] = At(asides[f.To]),
            ["hash"] = f.Hash,
        })), files[0].To).ConfigureAwait(false);
    }

    /// <summary>Names to rename present files to: what lies under one may be in use since an earlier update.</summary>
    private async Task<Dictionary<string, string>> FreeAsync(IReadOnlyList<string> paths)
    {
        const int Most = 8;
        var names = paths.ToDictionary(p => p, p => Enumerable.Range(0, Most).Select(n => $@"{GuestRecord.Replaced}\{n}_{p.Replace('\\', '_')}").ToList(), StringComparer.OrdinalIgnoreCase);
        var here = await ReadAsync(paths).ConfigureAwait(false);
        var taken = await ReadAsync(names.Where(n => here.ContainsKey(n.Key)).SelectMany(n => n.Value)).ConfigureAwait(false);
        return names.ToDictionary(n => n.Key, n => n.Value.Find(p => !taken.ContainsKey(p)) ?? throw new SiteException(new Problem
        {
            Code = "guest-refused",
            Message = $"The guest of '{_run.Step.TargetName}' has '{n.Key}' in use in {Most} former versions.",
            Remedy = "Restart the guest, and run 'barelane resume'.",
        }), StringComparer.OrdinalIgnoreCase);
    }

    private JsonObject Copying(IEnumerable<(string From, string Waits)> files)
    {
        var request = With("Files", ScriptArguments.Items(files, f => new JsonObject { ["from"] = f.From, ["to"] = At(f.Waits) }));
        request["Folder"] = At(GuestRecord.Coming);
        return request;
    }

    private JsonObject With(string name, JsonArray values)
    {
        var request = _channel.Request();
        request[name] = values;
        return request;
    }

    private async Task SendAsync(HostScript script, JsonObject arguments, string what)
    {
        try
        {
            await _run.SendAsync(script, arguments).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.InnerException is HostScriptException { Error: { } error } refusal)
        {
            throw new SiteException(_channel.Explain(error, refusal.Problem, what), refusal);
        }
    }

    private string At(string path) => $@"{_drive}\{path}";

    private static string WaitingAt(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $@"{GuestRecord.Coming}\{number}");

    private static string FolderOf(string path) => path[..path.LastIndexOf('\\')];

    [GeneratedRegex("^[A-Z]:$")]
    private static partial Regex DriveForm();
}
