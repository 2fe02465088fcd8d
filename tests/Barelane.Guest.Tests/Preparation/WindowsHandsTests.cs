using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Guest.Preparation;
using Barelane.Guest.Preparation.Windows;
using Barelane.TestKit.Conformance;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Guest.Tests.Preparation;

public sealed class WindowsHandsTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly RegistryGuest _guest = new();
    private readonly WindowsHands _hands;

    public WindowsHandsTests() => _hands = new WindowsHands(_guest);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Field Hardware => GuestFields.Policy("bEnumerateHWBeforeSW");

    public ValueTask DisposeAsync() => _guest.DisposeAsync();

    [Fact]
    public async Task A_policy_is_set_and_unset_again()
    {
        await ChangeAsync(Hardware, null, "1");
        Assert.Equal("1", await ValueAsync(Hardware));

        await ChangeAsync(Hardware, "1", null);

        Assert.Null(await ValueAsync(Hardware));
        Assert.Empty(_guest.Policies);
    }

    [Fact]
    public async Task A_driver_is_sent_beside_windows_installed_and_removed()
    {
        var driver = new DriverFile("Display.Driver.zip", "zip");

        await ChangeAsync(GuestFields.Driver, null, driver.Value, driver);
        Assert.Equal(driver.Value, await ValueAsync(GuestFields.Driver));
        Assert.Empty(_guest.Files);

        await ChangeAsync(GuestFields.Driver, driver.Value, null, driver);
        Assert.Null(await ValueAsync(GuestFields.Driver));
    }

    [Fact]
    public async Task What_windows_refuses_is_told_in_its_own_words()
    {
        _guest.Refuses = "The signature of 'nv_disp.cat' is NotSigned.";
        var driver = new DriverFile("Display.Driver.zip", "zip");

        var refused = await Assert.ThrowsAsync<SiteException>(() => ChangeAsync(GuestFields.Driver, null, driver.Value, driver));

        Assert.Equal("guest-refused", refused.Problem.Code);
        Assert.Contains("The signature of 'nv_disp.cat' is NotSigned.", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_name_ever_becomes_code()
    {
        var frame = EmbeddedText.Read("frame.ps1");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<string?>(name =>
        {
            var text = Encoding.Unicode.GetString(Convert.FromBase64String(PreparationScript.Arguments("install-driver.ps1", new GuestRequest { Name = name + "'\u2019`$(x)\n" })[^1]));
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return text.StartsWith("$data = '", StringComparison.Ordinal)
                && text["$data = '".Length..(end - 1)].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=')
                && text[(end + 1)..] == frame.Replace("#BODY#", EmbeddedText.Read("install-driver.ps1"), StringComparison.Ordinal);
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<<<BARELANE ###")]
    [InlineData("<<<BARELANE ### BARELANE>>>")]
    [InlineData("<<<BARELANE bm8gSlNPTg== BARELANE>>>")]
    public void An_answer_that_is_cut_off_or_no_answer_is_none(string output) => Assert.Null(PreparationScript.Read(output));

    private async Task<string?> ValueAsync(Field field) => (await _hands.ReadAsync(Token)).Values.GetValueOrDefault(field.Qualifier);

    private Task ChangeAsync(Field field, string? before, string? after, DriverFile? driver = null) =>
        _hands.ChangeAsync(new FieldChange(field, before, after), (driver ?? DriverFile.Deb()).Account(), new RecordedProgress(), Limit, Token);
}
