using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.TestKit;

namespace Barelane.Bench;

/// <summary>A folder with a document, its password and a journal, where the command line is run as its users run it.</summary>
internal sealed class Desk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A desk whose site 'dc1' is at an address, with these VMs each given one A40 and every consent.</summary>
    public Desk(Uri site, string thumbprint, string password, string model, IEnumerable<string> vms)
    {
        File.WriteAllText(_folder.File("password"), password);
        var document = $$"""
            version: 1
            name: bench
            sites:
              dc1:
                vsphere: {{site}}
                user: administrator@vsphere.local
                password: file:password
                certificate: {{(thumbprint.StartsWith("sha256:", StringComparison.Ordinal) ? thumbprint : "sha256:" + thumbprint)}}
            consent: [{{string.Join(", ", ConsentNames.All.Keys.Order(StringComparer.Ordinal))}}]
            bystanders: all
            assignments:

            """;
        File.WriteAllText(_folder.File("barelane.yaml"), document + string.Concat(vms.Select(vm => $$"""
              - { vm: dc1/{{vm}}, gpu: { model: {{model}} }, way: direct, variant: fixed }

            """)));
    }

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Runs a command, which must end with the exit code that is expected.</summary>
    public async Task<Cost> RunAsync(int exitCode, params string[] args)
    {
        var cost = await Command.MeasureAsync(Folder, Programs.Barelane, args);
        return cost.ExitCode == exitCode
            ? cost
            : throw new BenchException($"'barelane {string.Join(' ', args)}' ended with exit code {cost.ExitCode}, required is {exitCode}. {cost.Error}");
    }

    /// <summary>The latest run's records.</summary>
    public async Task<IReadOnlyList<JournalEntry>> LatestRunAsync()
    {
        var journal = SqliteJournal.Open(_folder.File("journal.db"), TimeProvider.System, new ProcessHolderCheck());
        await using (journal)
        {
            var starts = await journal.StartsAsync(CancellationToken.None);
            return await journal.ReadAsync(starts[^1].Run, 0, CancellationToken.None);
        }
    }

    public void Dispose() => _folder.Dispose();
}
