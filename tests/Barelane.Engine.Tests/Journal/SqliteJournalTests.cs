using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.TestKit;
using Microsoft.Data.Sqlite;

namespace Barelane.Engine.Tests.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    private static readonly ObjectRef Vm = new(ObjectKind.Vm, "site-1", "vm-1");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Records_come_back_as_they_were_added()
    {
        await using var journal = Open();
        JournalRecord[] records = [Started(), Intent(), new StepStarted("s01", "task-7"), Ended(), new RunInterrupted(false, "Ctrl+C")];
        foreach (var record in records)
        {
            await journal.AppendAsync("r1", record, default);
        }

        var entries = await journal.ReadAsync("r1", 0, default);

        Assert.Equal([1L, 2, 3, 4, 5], entries.Select(e => e.Sequence));
        Assert.Equal(records.Select(r => JournalFormat.Encode(r)), entries.Select(e => JournalFormat.Encode(e.Record)));
        Assert.All(entries, e => Assert.Equal(_time.GetUtcNow(), e.Time));
    }

    [Fact]
    public async Task Another_process_sees_what_was_appended_while_the_writer_is_open()
    {
        await using var writer = Open();
        await writer.AppendAsync("r1", Started(), default);
        await writer.PostAsync("r1", new StepProgressed("s01", 40, "waits"), default);

        await using var reader = Open(pid: 2);

        Assert.Equal(2, (await reader.ReadAsync("r1", 0, default)).Count);
        Assert.Equal("r1", Assert.Single(await reader.StartsAsync(default)).Run);
    }

    [Fact]
    public async Task Nothing_in_a_journal_can_be_changed_or_removed()
    {
        await using (var journal = Open())
        {
            await journal.AppendAsync("r1", Started(), default);
        }

        using var connection = new SqliteConnection($"Data Source={_folder.File("j.db")};Pooling=False");
        connection.Open();
        foreach (var sql in new[] { "UPDATE journal SET payload = '{}'", "DELETE FROM journal" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Contains("only ever added to", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_full_disk_refuses_the_intent_but_not_the_outcome_of_a_step_that_acted()
    {
        var room = new PagedRoom();
        await using var journal = SqliteJournal.Open(_folder.File("j.db"), _time, new FakeHolderCheck(1, new HashSet<int>()), room, c => room.Connection = c);
        await journal.AppendAsync("r1", Started(), default);
        await journal.AppendAsync("r1", Intent(), default);
        room.FillDisk();

        await journal.AppendAsync("r1", Ended(new string('x', 50_000)), default);
        room.FillDisk();
        var full = await Assert.ThrowsAsync<EngineException>(() => journal.AppendAsync("r1", Intent(new string('y', 50_000)), default));

        Assert.Equal("journal-full", full.Problem.Code);
        Assert.Equal(ExitMeaning.Error, full.Exit);
        Assert.Equal(["RunStarted", "StepIntent", "StepEnded"], (await journal.ReadAsync("r1", 0, default)).Select(e => e.Record.GetType().Name));
    }

    [Fact]
    public void The_room_for_an_outcome_is_held_on_disk_before_a_step_acts_and_freed_afterwards()
    {
        var path = _folder.File("room");
        using (var room = new RoomFile(path))
        {
            room.Hold();
            Assert.True(new FileInfo(path).Length >= 1024 * 1024);
            Assert.True(room.Release());
            Assert.False(File.Exists(path));
            room.Hold();
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_damaged_journal_is_named_with_what_to_do()
    {
        await File.WriteAllTextAsync(_folder.File("j.db"), new string('?', 8192), TestContext.Current.CancellationToken);

        var damaged = Assert.Throws<EngineException>(() => Open());

        Assert.Equal("journal-corrupt", damaged.Problem.Code);
        Assert.Contains(_folder.File("j.db"), damaged.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("barelane adopt", damaged.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_a_lost_journal_held_is_not_invented()
    {
        await using var journal = Open();

        var lost = await Assert.ThrowsAsync<EngineException>(() => RunRecord.ReadAsync(journal, "r1", default));

        Assert.Equal("run-not-found", lost.Problem.Code);
    }

    [Fact]
    public void Another_programs_database_is_left_alone()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.File("j.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE mine(x)";
            command.ExecuteNonQuery();
        }

        Assert.Equal("journal-foreign", Assert.Throws<EngineException>(() => Open()).Problem.Code);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.File("file"), "");

        var refused = Assert.Throws<EngineException>(() => SqliteJournal.Open(Path.Combine(_folder.File("file"), "j.db"), _time, new FakeHolderCheck(1, new HashSet<int>())));

        Assert.Equal("journal-unavailable", refused.Problem.Code);
    }

    [Fact]
    public void A_record_of_a_newer_program_is_refused_and_not_guessed()
    {
        Assert.Contains("format 2", Assert.Throws<EngineException>(() => JournalFormat.Decode("r1", 3, "step-ended", 2, "{}")).Problem.Message, StringComparison.Ordinal);
        Assert.Contains("'step-danced'", Assert.Throws<EngineException>(() => JournalFormat.Decode("r1", 3, "step-danced", 1, "{}")).Problem.Message, StringComparison.Ordinal);
        Assert.Contains("Record 3 of run 'r1'", Assert.Throws<EngineException>(() => JournalFormat.Decode("r1", 3, "step-ended", 1, "{")).Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_cannot_hold_the_same_site_and_the_second_learns_who_is_first()
    {
        await using var first = Open();
        await using var second = Open(pid: 2);
        Assert.Null(await first.Locks.TryAcquireAsync("r1", ["document a", "site s"], "ada", default));

        var held = await second.Locks.TryAcquireAsync("r2", ["document b", "site s"], "bob", default);

        Assert.NotNull(held);
        Assert.Equal(("site s", "r1", "ada", 1), (held.Name, held.Run, held.Actor, held.Holder.Pid));
        Assert.Null(await second.Locks.TryAcquireAsync("r2", ["document b", "site t"], "bob", default));
        await first.Locks.ReleaseAsync("r1", default);
        Assert.Null(await second.Locks.TryAcquireAsync("r3", ["site s"], "bob", default));
    }

    [Fact]
    public async Task The_lock_of_a_dead_process_is_taken_over()
    {
        var dead = new HashSet<int>();
        await using var first = Open();
        await using var second = Open(pid: 2, dead: dead);
        Assert.Null(await first.Locks.TryAcquireAsync("r1", ["document a", "site s"], "ada", default));
        dead.Add(1);

        Assert.Empty(await second.Locks.HeldAsync(default));
        Assert.Null(await second.Locks.TryAcquireAsync("r2", ["site s"], "bob", default));
        Assert.Equal("r2", Assert.Single(await second.Locks.HeldAsync(default)).Run);
    }

    [Fact]
    public void This_process_is_alive_and_a_process_that_took_over_its_number_is_not_it()
    {
        var check = new ProcessHolderCheck();

        Assert.True(check.MayBeAlive(check.Self));
        Assert.False(check.MayBeAlive(check.Self with { Started = check.Self.Started.AddHours(-1) }));
        Assert.False(check.MayBeAlive(check.Self with { Pid = int.MaxValue }));
        Assert.True(check.MayBeAlive(check.Self with { Machine = "elsewhere", Pid = int.MaxValue }));
    }

    private SqliteJournal Open(int pid = 1, ISet<int>? dead = null) =>
        SqliteJournal.Open(_folder.File("j.db"), _time, new FakeHolderCheck(pid, dead ?? new HashSet<int>()));

    private static RunStarted Started() => new() { Tool = "1", Verb = "apply", Document = "farm", PlanId = "plan-1", Plan = "{}", Actor = "ada", Machine = "m" };

    private static StepIntent Intent(string before = "on") => new()
    {
        Step = "s01",
        Kind = StepKind.PowerOffVm,
        Target = Vm,
        Unit = "dc1/a",
        Changes = [new RecordedChange(Vm, Field.Power, before, "off")],
        DeadlineSeconds = 600,
    };

    private static StepEnded Ended(string found = "off") =>
        new() { Step = "s01", Outcome = StepOutcome.Done, Values = [new RecordedValue(Vm, Field.Power, found, true)] };

    /// <summary>A disk made small by SQLite's own limit, and made larger by giving the room back.</summary>
    private sealed class PagedRoom : IJournalRoom
    {
        private bool _held;
        private bool _full;

        public SqliteConnection? Connection { get; set; }

        public void Hold() => _held |= !_full;

        public bool Release()
        {
            var held = _held;
            _held = false;
            Execute("PRAGMA max_page_count=1000000");
            return held;
        }

        public void FillDisk()
        {
            _full = true;
            Execute("PRAGMA max_page_count=1");
        }

        private void Execute(string sql)
        {
            using var command = Connection!.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
