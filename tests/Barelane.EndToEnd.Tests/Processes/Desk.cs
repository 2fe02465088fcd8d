using System.Globalization;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.TestKit;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>Where somebody works with Barelane: a folder with a document, a password and a journal.</summary>
internal sealed class Desk : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _url;
    private readonly string _thumbprint;

    /// <summary>A desk whose site 'dc1' is at an address.</summary>
    public Desk(Uri url, string thumbprint)
    {
        _url = url.ToString();
        _thumbprint = thumbprint.StartsWith("sha256:", StringComparison.Ordinal) ? thumbprint : "sha256:" + thumbprint;
        Password("secret");
    }

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The journal's file.</summary>
    public string Journal => _folder.File("journal.db");

    /// <summary>Who logs in.</summary>
    public string User { get; init; } = "administrator@vsphere.local";

    /// <summary>The document's name.</summary>
    public string Name { get; init; } = "farm";

    /// <summary>Where the journal is; the desk's own folder unless set.</summary>
    public string? Home { get; init; }

    /// <summary>Writes the document: these assignments, and every consent.</summary>
    public void Write(params string[] assignments) => WriteDocument(assignments, [.. ConsentNames.All.Keys.Order(StringComparer.Ordinal)], "all", _thumbprint);

    /// <summary>Writes the document with these consents only, and bystanders as given.</summary>
    public void WriteWith(IReadOnlyList<string> consents, string bystanders, params string[] assignments) => WriteDocument(assignments, consents, bystanders, _thumbprint);

    /// <summary>Writes the document without a pinned certificate, or with another one.</summary>
    public void WritePinned(string? thumbprint, params string[] assignments) => WriteDocument(assignments, [], "[]", thumbprint);

    /// <summary>Writes the document as it is given.</summary>
    public void WriteText(string text) => File.WriteAllText(_folder.File("barelane.yaml"), text);

    /// <summary>Sets the password that the document names.</summary>
    public void Password(string password) => File.WriteAllText(_folder.File("password"), password);

    /// <summary>Runs a command to its end.</summary>
    public async Task<CliResult> RunAsync(string line)
    {
        using var process = Start(line);
        return await process.EndAsync();
    }

    /// <summary>Starts a command.</summary>
    /// <param name="line">What is typed after 'barelane'.</param>
    /// <param name="limitedBy">A command of the shell that limits it, such as 'ulimit -f 100'.</param>
    public CliProcess Start(string line, string? limitedBy = null) =>
        CliProcess.Start(Folder, Home ?? Folder, line.Split(' ', StringSplitOptions.RemoveEmptyEntries), limitedBy);

    /// <summary>Runs a command with a limit of the shell around it.</summary>
    public async Task<CliResult> RunLimitedAsync(string line, string limitedBy)
    {
        using var process = Start(line, limitedBy);
        return await process.EndAsync();
    }

    /// <summary>Everything in the journal, by run; fails where it can't be read.</summary>
    public async Task<IReadOnlyList<RunRecord>> RunsAsync()
    {
        if (!File.Exists(Journal))
        {
            return [];
        }

        await using var journal = SqliteJournal.Open(Journal, TimeProvider.System, new ProcessHolderCheck());
        var runs = new List<RunRecord>();
        foreach (var start in await journal.StartsAsync(CancellationToken.None))
        {
            runs.Add(await RunRecord.ReadAsync(journal, start.Run, CancellationToken.None));
        }

        return runs;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void WriteDocument(IReadOnlyList<string> assignments, IReadOnlyList<string> consents, string bystanders, string? thumbprint)
    {
        var lines = new List<string>
        {
            "version: 1",
            $"name: {Name}",
            "sites:",
            "  dc1:",
            string.Create(CultureInfo.InvariantCulture, $"    vsphere: \"{_url}\""),
            $"    user: \"{User}\"",
            $"    password: \"file:{_folder.File("password")}\"",
        };
        if (thumbprint is not null)
        {
            lines.Add($"    certificate: \"{thumbprint}\"");
        }

        lines.Add(assignments.Count == 0 ? "assignments: []" : "assignments:");
        lines.AddRange(assignments.Select(a => $"  - {a}"));
        lines.Add($"consent: [{string.Join(", ", consents)}]");
        lines.Add($"bystanders: {bystanders}");
        File.WriteAllLines(_folder.File("barelane.yaml"), lines);
    }
}
