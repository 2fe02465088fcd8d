using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Guest.Preparation;
using Barelane.Guest.Preparation.Linux;
using Barelane.TestKit.Conformance;

namespace Barelane.Guest.Tests.Preparation;

public sealed class LinuxHandsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly ShellGuest _guest = new();
    private readonly LinuxHands _hands;

    public LinuxHandsTests() => _hands = new LinuxHands(_guest);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _guest.Remove();

    [Fact]
    public async Task A_guest_without_a_driver_has_no_values()
    {
        var state = await _hands.ReadAsync(Token);

        Assert.Empty(state.Values);
        Assert.True(state.IsAdministrator);
        Assert.False(state.SecureBoot);
    }

    [Fact]
    public async Task A_package_is_installed_and_removed_again()
    {
        var driver = DriverFile.Deb();

        await ChangeAsync(GuestFields.Driver, null, driver.Value, driver);

        Assert.Equal(driver.Value, await ValueAsync(GuestFields.Driver));
        Assert.Equal(["nvidia-driver"], _guest.Packages);
        Assert.Empty(Directory.GetFiles(_guest.Root + "/var/lib/barelane", "*.deb"));

        await ChangeAsync(GuestFields.Driver, driver.Value, null, driver);

        Assert.Null(await ValueAsync(GuestFields.Driver));
        Assert.Empty(_guest.Packages);
    }

    [Fact]
    public async Task A_package_that_somebody_replaced_is_ours_no_more()
    {
        var driver = DriverFile.Deb();
        await ChangeAsync(GuestFields.Driver, null, driver.Value, driver);

        File.WriteAllText(_guest.Root + "/installed/nvidia-driver", "999.9\n");
        _guest.Is("nvidia", "999.9\n");

        Assert.Equal("other 999.9", await ValueAsync(GuestFields.Driver));
    }

    [Fact]
    public async Task An_installation_that_fails_is_told_with_the_guests_own_words_and_leaves_no_claim()
    {
        _guest.Is("broken");

        var refused = await Assert.ThrowsAsync<SiteException>(() => ChangeAsync(GuestFields.Driver, null, DriverFile.Deb().Value, DriverFile.Deb()));

        Assert.Equal("guest-refused", refused.Problem.Code);
        Assert.Contains("E: Sub-process returned an error code", refused.Problem.Evidence);
        Assert.Contains("nvidia-driver.deb", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Null(await ValueAsync(GuestFields.Driver));
    }

    [Fact]
    public async Task A_file_that_was_exchanged_since_planning_is_not_sent()
    {
        var driver = DriverFile.Deb();
        driver.Content = "Package: other\nVersion: 1\n";

        var refused = await Assert.ThrowsAsync<SiteException>(() => ChangeAsync(GuestFields.Driver, null, driver.Value, driver));

        Assert.Equal("driver-file", refused.Problem.Code);
        Assert.Empty(_guest.Packages);
    }

    [Fact]
    public async Task An_installation_that_nobody_waited_for_is_seen_to_be_going_on()
    {
        _guest.Is("slow");
        _guest.Limit = TimeSpan.FromSeconds(2);

        var late = await Assert.ThrowsAsync<SiteException>(() => ChangeAsync(GuestFields.Driver, null, DriverFile.Deb().Value, DriverFile.Deb()));

        _guest.Limit = null;
        Assert.Equal("time-out", late.Problem.Code);
        Assert.True(await _hands.IsBusyAsync(Token));
    }

    [Fact]
    public async Task Nothing_is_going_on_in_a_guest_that_nobody_touched() => Assert.False(await _hands.IsBusyAsync(Token));

    [Fact]
    public async Task Nouveau_is_kept_out_and_let_in_again_each_time_with_a_new_initial_file_system()
    {
        await ChangeAsync(GuestFields.Nouveau, null, "kept-out", DriverFile.Deb());
        Assert.Equal("kept-out", await ValueAsync(GuestFields.Nouveau));

        await ChangeAsync(GuestFields.Nouveau, "kept-out", null, DriverFile.Deb());

        Assert.Null(await ValueAsync(GuestFields.Nouveau));
        Assert.Equal(2, _guest.InitialFileSystems);
    }

    [Theory]
    [InlineData("$(touch pwned).deb")]
    [InlineData("a'; touch pwned; '.deb")]
    [InlineData("`touch pwned`\"\\n.deb")]
    [InlineData("-rf * ünïcode ’.deb")]
    public async Task A_files_name_is_never_code(string name)
    {
        var driver = DriverFile.Deb(name);

        await ChangeAsync(GuestFields.Driver, null, driver.Value, driver);

        Assert.Equal(driver.Value, await ValueAsync(GuestFields.Driver));
        Assert.False(File.Exists("pwned"));
        Assert.False(File.Exists(_guest.Root + "/pwned"));
    }

    private async Task<string?> ValueAsync(Field field) => (await _hands.ReadAsync(Token)).Values.GetValueOrDefault(field.Qualifier);

    private Task ChangeAsync(Field field, string? before, string? after, DriverFile driver) =>
        _hands.ChangeAsync(new FieldChange(field, before, after), driver.Account(), new RecordedProgress(), Limit, Token);
}
