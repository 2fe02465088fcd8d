using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Leases;

/// <summary>Who gets what in which order, when it is given back, and what a restart leaves.</summary>
public sealed class LeaseDeskTests : IDisposable
{
    private const ulong GiB = 1UL << 30;
    private static readonly LeaseDevice[] One = [new(0, "card", 8 * GiB)];
    private readonly TemporaryFolder _folder = new();
    private readonly TwoClocks _clocks = new();
    private readonly StringWriter _log = new();
    private LeaseDesk _desk;

    public LeaseDeskTests() => _desk = Open();

    public void Dispose()
    {
        _desk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Of_two_that_ask_for_the_last_card_at_once_one_gets_it()
    {
        var asks = Enumerable.Range(0, 8).Select(i => Task.Factory.StartNew(() => Ask($"u{i}", 0), TaskCreationOptions.LongRunning)).ToArray();

        var replies = await Task.WhenAll(asks);

        Assert.Single(replies, r => r!.State == LeaseState.Granted);
        Assert.All(replies.Where(r => r!.State != LeaseState.Granted), r => Assert.Contains("There is no room now", r!.Message, StringComparison.Ordinal));
        Assert.Single(View.Leases);
    }

    [Fact]
    public async Task Who_waits_is_served_in_order_and_told_what_for()
    {
        var first = Ask("anna", 8 * GiB)!.Lease!;
        var told = new List<LeaseReply>();
        var second = Wait("ben", 6 * GiB, told);
        await Until.SoAsync(() => View.Waiting.Count == 1);
        var third = Wait("carl", GiB, []);
        await Until.SoAsync(() => View.Waiting.Count == 2);

        Assert.Equal(["ben", "carl"], View.Waiting.Select(w => w.User));
        Assert.Contains(told, t => t is { State: LeaseState.Waiting, Place: 1, Message: "1 device with 6 GiB: 0 of 1 has room" });
        _ = _desk.Release(new LeaseUser("anna", false), first.Id);

        Assert.Equal(LeaseState.Granted, (await second)!.State);
        Assert.Equal(LeaseState.Granted, (await third)!.State);
    }

    [Fact]
    public async Task Small_requests_do_not_pass_by_a_large_one_that_is_first()
    {
        var first = Ask("anna", 2 * GiB)!.Lease!;
        var large = Wait("ben", 8 * GiB, []);
        await Until.SoAsync(() => View.Waiting.Count == 1);

        var small = Ask("carl", GiB);

        Assert.Contains("others are first", small!.Message, StringComparison.Ordinal);
        _ = _desk.Release(new LeaseUser("anna", false), first.Id);
        Assert.Equal(LeaseState.Granted, (await large)!.State);
    }

    [Fact]
    public async Task Who_waits_for_a_quota_of_their_own_lets_others_by()
    {
        Reopen(quotas: "anna leases=1");
        var first = Ask("anna", GiB)!.Lease!;
        var more = Wait("anna", GiB, []);
        await Until.SoAsync(() => View.Waiting.Count == 1);

        Assert.Equal(LeaseState.Granted, Ask("ben", GiB)!.State);
        Assert.Equal($"the quota of 'anna' is 1 leases, and {first.Id} are open", View.Waiting.Single().Why);
        _ = _desk.Release(new LeaseUser("anna", false), first.Id);
        Assert.Equal(LeaseState.Granted, (await more)!.State);
    }

    [Fact]
    public async Task Who_has_waited_long_enough_is_told_so_and_waits_no_more()
    {
        _ = Ask("anna", 0);
        var second = Wait("ben", GiB, [], seconds: 30);
        await Until.SoAsync(() => View.Waiting.Count == 1);

        _clocks.Run(TimeSpan.FromSeconds(31));

        Assert.Equal((LeaseState.Refused, "30 s were waited in vain: 1 device with 1 GiB: 0 of 1 has room."), ((await second)!.State, (await second)!.Message));
        Assert.Empty(View.Waiting);
    }

    [Fact]
    public async Task Who_is_gone_while_waiting_leaves_nothing()
    {
        var first = Ask("anna", 0)!.Lease!;
        var isGone = false;
        var second = Task.Run(() => _desk.Request(new LeaseUser("ben", false), Request(GiB) with { WaitSeconds = 600 }, _ => { }, () => Volatile.Read(ref isGone)));
        await Until.SoAsync(() => View.Waiting.Count == 1);

        Volatile.Write(ref isGone, true);

        Assert.Null(await second);
        _ = _desk.Release(new LeaseUser("anna", false), first.Id);
        Assert.Empty(View.Leases);
        Assert.Empty(View.Waiting);
    }

    [Fact]
    public void A_lease_that_nobody_uses_is_given_back_and_one_that_is_kept_or_used_is_not()
    {
        var idle = Ask("anna", GiB)!.Lease!;
        var used = Ask("anna", GiB)!.Lease!;
        var kept = _desk.Request(new LeaseUser("anna", false), Request(GiB) with { IsKept = true, Name = "desk" }, _ => { }, () => false)!.Lease!;
        var live = _desk.Open(used.Secret, this, _ => { }, out _)!;

        _clocks.Run(TimeSpan.FromSeconds(101));
        _desk.LookForIdle();

        Assert.Equal(new[] { used.Id, kept.Id }.Order(), View.Leases.Select(l => l.Id).Order());
        Assert.Contains($"lease {idle.Id} of anna ended: nobody used it for 100 s", _log.ToString(), StringComparison.Ordinal);
        _desk.Close(live, this);
        _clocks.Run(TimeSpan.FromSeconds(99));
        _desk.LookForIdle();
        Assert.Equal(2, View.Leases.Count);
        _clocks.Run(TimeSpan.FromSeconds(2));
        _desk.LookForIdle();
        Assert.Equal(kept.Id, View.Leases.Single().Id);
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public void A_clock_that_is_set_neither_ends_a_lease_nor_prolongs_it(int days)
    {
        _ = Ask("anna", GiB);

        _clocks.Wall += TimeSpan.FromDays(days);
        _desk.LookForIdle();
        Assert.Single(View.Leases);
        _clocks.Run(TimeSpan.FromSeconds(101));
        _desk.LookForIdle();

        Assert.Empty(View.Leases);
    }

    [Fact]
    public void A_lease_outlives_the_server_and_one_of_a_program_does_not()
    {
        var stays = Ask("anna", 2 * GiB)!.Lease!;
        _ = _desk.Request(new LeaseUser("anna", false), Request(GiB) with { IsHeld = true }, _ => { }, () => false);

        Reopen();

        Assert.Equal(stays.Id, View.Leases.Single().Id);
        Assert.Equal(6 * GiB, View.Devices[0].Free);
        Assert.NotNull(_desk.Open(stays.Secret, this, _ => { }, out _));
    }

    [Fact]
    public void After_a_crash_a_programs_lease_is_given_back_and_said_so()
    {
        using var store = CopyOfStore();
        _ = _desk.Request(new LeaseUser("anna", false), Request(GiB) with { IsHeld = true }, _ => { }, () => false);
        var crashed = store.Copy();

        using var after = new LeaseDesk(Settings(crashed), One, _log);

        Assert.Empty(after.View("anna", 0).Leases);
        Assert.Contains("its program ran when the server stopped", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_that_are_others_now_take_their_leases_with_them()
    {
        _ = Ask("anna", GiB);
        _desk.Dispose();

        _desk = new LeaseDesk(Settings(_folder.File("leases")), [new LeaseDevice(0, "another card", 8 * GiB)], _log);

        Assert.Empty(View.Leases);
        Assert.Contains("its devices are not there any more", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_user_can_not_release_a_lease_and_root_on_the_server_can()
    {
        var lease = Ask("anna", GiB)!.Lease!;

        var refused = _desk.Release(new LeaseUser("ben", false), lease.Id);
        Assert.Equal((LeaseState.Refused, $"Lease '{lease.Id}' is anna's; you are 'ben' here. anna can release it, or root on the server."), (refused.State, refused.Message));
        Assert.Single(View.Leases);

        Assert.Equal(LeaseState.Released, _desk.Release(new LeaseUser("root", true), lease.Id).State);
        Assert.True(_desk.Release(new LeaseUser("anna", false), lease.Id).IsMissing);
    }

    [Fact]
    public void Who_has_the_secret_can_release_it_whoever_that_is()
    {
        var lease = Ask("anna", GiB)!.Lease!;

        Assert.Equal(LeaseState.Released, _desk.Release(new LeaseUser("a guest", false), lease.Secret).State);
    }

    [Fact]
    public void Asked_for_by_its_name_again_it_is_the_same_lease_with_a_new_secret()
    {
        var wish = Request(GiB) with { Name = "desk", IsKept = true };
        var first = _desk.Request(new LeaseUser("anna", false), wish, _ => { }, () => false)!.Lease!;

        var again = _desk.Request(new LeaseUser("anna", false), wish, _ => { }, () => false)!.Lease!;
        var larger = _desk.Request(new LeaseUser("anna", false), wish with { Memory = 2 * GiB }, _ => { }, () => false)!;
        var others = _desk.Request(new LeaseUser("ben", false), wish, _ => { }, () => false)!.Lease!;

        Assert.Equal(first.Id, again.Id);
        Assert.Null(_desk.Open(first.Secret, this, _ => { }, out var why));
        Assert.Contains("knows no such lease", why, StringComparison.Ordinal);
        Assert.NotNull(_desk.Open(again.Secret, this, _ => { }, out _));
        Assert.Contains("has 1 device with 1 GiB, and 1 device with 2 GiB is asked for", larger.Message, StringComparison.Ordinal);
        Assert.NotEqual(first.Id, others.Id);
    }

    [Fact]
    public void The_end_of_a_lease_ends_its_sessions_before_anybody_else_has_its_devices()
    {
        var lease = Ask("anna", 0)!.Lease!;
        var freeAtEnd = ulong.MaxValue;
        _ = _desk.Open(lease.Secret, this, _ => freeAtEnd = View.Devices[0].Free, out _);

        _ = _desk.Release(new LeaseUser("anna", false), lease.Id);

        Assert.Equal(0ul, freeAtEnd);
        Assert.Equal(8 * GiB, View.Devices[0].Free);
    }

    [Fact]
    public void Two_servers_do_not_have_the_same_leases()
    {
        var error = Assert.Throws<ArgumentException>(() => new LeaseDesk(Settings(_folder.File("leases")), One, _log));

        Assert.Contains("One server at a time has them", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_no_store_is_said_so_and_left_alone()
    {
        Directory.CreateDirectory(_folder.File("broken"));
        File.WriteAllText(_folder.File("broken/leases.db"), string.Concat(Enumerable.Repeat("no database ", 200)));

        var error = Assert.Throws<ArgumentException>(() => new LeaseDesk(Settings(_folder.File("broken")), One, _log));

        Assert.Contains("can't be read", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("no database", File.ReadAllText(_folder.File("broken/leases.db")), StringComparison.Ordinal);
    }

    private PoolView View => _desk.View("anna", 0);

    private LeaseDesk Open(string? quotas = null) => new(Settings(_folder.File("leases"), quotas), One, _log);

    private void Reopen(string? quotas = null)
    {
        _desk.Dispose();
        _desk = Open(quotas);
    }

    private LeaseSettings Settings(string folder, string? quotas = null)
    {
        if (quotas is not null)
        {
            File.WriteAllText(_folder.File("quotas"), quotas);
        }

        return new LeaseSettings { Folder = folder, IdleSeconds = 100, Time = _clocks, QuotaFile = quotas is null ? null : _folder.File("quotas") };
    }

    private static LeaseRequest Request(ulong memory) => new() { Verb = LeaseVerb.Request, Memory = memory };

    private LeaseReply? Ask(string user, ulong memory) => _desk.Request(new LeaseUser(user, false), Request(memory), _ => { }, () => false);

    private Task<LeaseReply?> Wait(string user, ulong memory, List<LeaseReply> told, int seconds = 600) =>
        Task.Factory.StartNew(() => _desk.Request(new LeaseUser(user, false), Request(memory) with { WaitSeconds = seconds }, told.Add, () => false), TaskCreationOptions.LongRunning);

    private StoreCopy CopyOfStore() => new(_folder.File("leases"));

    /// <summary>The store's files as a crash leaves them.</summary>
    private sealed class StoreCopy(string folder) : IDisposable
    {
        private readonly TemporaryFolder _copy = new();

        public string Copy()
        {
            foreach (var file in Directory.GetFiles(folder, "leases.db*"))
            {
                File.Copy(file, _copy.File(Path.GetFileName(file)));
            }

            return _copy.Path;
        }

        public void Dispose() => _copy.Dispose();
    }
}
