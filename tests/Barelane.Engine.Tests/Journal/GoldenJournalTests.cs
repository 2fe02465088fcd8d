using System.Runtime.CompilerServices;
using Barelane.Core.Inventory;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.Engine.Tests.Running;
using Barelane.Engine.Undo;
using Barelane.TestKit;
using Microsoft.Data.Sqlite;

namespace Barelane.Engine.Tests.Journal;

/// <summary>Journals that released formats left behind. Their files are never made again: whoever holds such a journal must be able to undo it.</summary>
public sealed class GoldenJournalTests
{
    [Fact]
    public async Task A_journal_of_format_1_is_read_and_its_run_undone()
    {
        using var folder = new TemporaryFolder();
        var bench = Benches.OneVm();
        var start = bench.Site.Describe();
        var dead = new HashSet<int> { 1 };
        var golden = Path.Combine(Folder(), "Goldens", "journal-format-1.db");
        if (Environment.GetEnvironmentVariable("BARELANE_ACCEPT") == "1" && !File.Exists(golden))
        {
            await MakeAsync(golden);
        }

        File.Copy(golden, folder.File("j.db"));
        await bench.ApplyAsync(Benches.OneVmDocument);
        await using var journal = SqliteJournal.Open(folder.File("j.db"), bench.Time, new FakeHolderCheck(2, dead));
        var run = Assert.Single(await journal.StartsAsync(default)).Run;
        bench.Vm("a").Mark["run"] = run;

        var chain = await RunChain.ReadAsync(journal, run, default);
        var plan = bench.Maker.Make(bench.Site.Fleet(), UndoGoal.From(chain));
        var request = new RunRequest { Plan = plan, Sites = [bench.Site], Actor = "tester", Consents = bench.Consents, Options = bench.Options };
        var active = await new RunEngine(journal, journal.Locks, bench.Maker, bench.Time).StartAsync(request, default);
        var undone = await active.Completion;

        Assert.Equal(("apply", "farm", "ada"), (chain.Root.Started.Verb, chain.Root.Started.Document, chain.Root.Started.Actor));
        Assert.True(chain.Root.IsComplete);
        Assert.Equal(RunEnd.Done, undone.End);
        Assert.Equal(start, bench.Site.Describe());
        Assert.Equal(PowerState.On, bench.Vm("a").Power);
    }

    private static async Task MakeAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var bench = Benches.OneVm();
        await using (var journal = SqliteJournal.Open(file, bench.Time, new FakeHolderCheck(1, new HashSet<int>())))
        {
            var fleet = bench.Site.Fleet();
            var plan = bench.Maker.Make(fleet, bench.Goal(fleet, [], Benches.OneVmDocument));
            var request = new RunRequest { Plan = plan, Sites = [bench.Site], Actor = "ada", Consents = bench.Consents, Options = bench.Options };
            var active = await new RunEngine(journal, journal.Locks, bench.Maker, bench.Time).StartAsync(request, default);
            Assert.Equal(RunEnd.Done, (await active.Completion).End);
        }

        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; VACUUM;";
        command.ExecuteNonQuery();
    }

    private static string Folder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;
}
