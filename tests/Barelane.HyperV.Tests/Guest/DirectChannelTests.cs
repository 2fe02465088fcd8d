using System.Text;
using Barelane.Core.Adapters;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.HyperV.Guest;
using Barelane.HyperV.PowerShell;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.HyperV.Tests.Guest;

/// <summary>Guests are asked through their host, without a network.</summary>
public class DirectChannelTests
{
    private const string Secret = "p'w \"$(x)` ü\n";

    private readonly FakeHost _host = FakeScenarios.Make("dda");

    private FakeVm Vm => _host.Vms[0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_of_the_guest_gets_its_arguments_and_says_its_words()
    {
        string? line = null;
        Run((name, arguments) => name == "nvidia-smi" ? End(3, "out", "err", () => line = arguments) : new FakeProgramEnd(0, "", ""));
        await using var channel = await OpenAsync();

        var output = await channel.ExecuteAsync("nvidia-smi", ["--query-gpu=name,uuid", "a b", ""], TimeSpan.FromMinutes(1), Token);

        Assert.Equal(new GuestOutput(3, "out", "err"), output);
        Assert.Equal("--query-gpu=name,uuid \"a b\" \"\"", line);
        Assert.Equal(GuestFamily.Windows, channel.Family);
    }

    [Fact]
    public void Any_arguments_come_apart_again_into_what_they_were()
    {
        var texts = Gen.OneOf(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get), Gen.Elements('\\', '"', ' ', 'a', '\t').ArrayOf().Select(c => new string(c)));
        Prop.ForAll(texts.ListOf().ToArbitrary(), arguments => TakenApart(WindowsCommandLine.Of([.. arguments])).SequenceEqual(arguments.Select(a => a))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_file_goes_in_in_pieces_and_comes_out_whole()
    {
        Run((_, _) => new FakeProgramEnd(0, "", ""));
        await using var channel = await OpenAsync();
        var content = new byte[(4 << 20) + 17];
        new System.Random(5).NextBytes(content);

        await channel.PutAsync(@"C:\Windows\Temp\it's $(a) file.zip", content, Token);

        Assert.Equal(content, Vm.Files[@"Windows\Temp\it's $(a) file.zip"].Content);
        Assert.Equal(content, await channel.GetAsync(@"C:\Windows\Temp\it's $(a) file.zip", content.Length, Token));
        Assert.Equal("too-large", (await Assert.ThrowsAsync<SiteException>(() => channel.GetAsync(@"C:\Windows\Temp\it's $(a) file.zip", 5, Token))).Problem.Code);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<SiteException>(() => channel.GetAsync(@"C:\none", 5, Token))).Problem.Code);
    }

    [Fact]
    public async Task What_can_not_be_run_is_told_apart()
    {
        Run((name, _) => name switch
        {
            "cmd.exe" => new FakeProgramEnd(0, "", ""),
            "hangs" => new FakeProgramEnd(null, "", ""),
            _ => null,
        });
        await using var channel = await OpenAsync();

        Assert.Equal("not-found", (await Assert.ThrowsAsync<SiteException>(() => channel.ExecuteAsync("none.exe", [], TimeSpan.FromSeconds(5), Token))).Problem.Code);
        Assert.Equal("time-out", (await Assert.ThrowsAsync<SiteException>(() => channel.ExecuteAsync("hangs", [], TimeSpan.FromSeconds(5), Token))).Problem.Code);
    }

    [Fact]
    public async Task A_guest_that_takes_no_account_or_does_not_run_is_refused_with_what_it_needs_and_without_the_password()
    {
        Run((_, _) => new FakeProgramEnd(0, "", ""));
        var wrong = await Assert.ThrowsAsync<SiteException>(() => OpenAsync("other " + Secret));
        Vm.State = 3;
        var off = await Assert.ThrowsAsync<SiteException>(() => OpenAsync());
        _host.Vms.Clear();
        var gone = await Assert.ThrowsAsync<SiteException>(() => OpenAsync());

        Assert.Equal(("guest-not-asked", "guest-not-asked", "not-found"), (wrong.Problem.Code, off.Problem.Code, gone.Problem.Code));
        Assert.DoesNotContain(Secret, wrong.Problem + string.Join('\n', wrong.Problem.Evidence), StringComparison.Ordinal);
        Assert.Contains("'owner'", wrong.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_is_given_to_no_cmdlet_as_text()
    {
        foreach (var script in (HostScript[])[GuestScripts.Run, GuestScripts.Put, GuestScripts.Get])
        {
            Assert.Single(script.Text.Split("$Arguments.Password")[1..]);
            Assert.Contains("[System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword", script.Text, StringComparison.Ordinal);
        }
    }

    private static FakeProgramEnd End(int code, string output, string error, Action seen)
    {
        seen();
        return new FakeProgramEnd(code, output, error);
    }

    private void Run(Func<string, string, FakeProgramEnd?> program)
    {
        (Vm.State, Vm.Started, Vm.Program) = (2, DateTime.UnixEpoch, program);
        Vm.Accounts["owner"] = Secret;
    }

    private Task<DirectChannel> OpenAsync(string password = Secret) =>
        DirectChannel.OpenAsync(new PowerShellHost(new FakeTransport(_host)), FakeHosts.Train.ToString("D"), new GuestCredential("owner", password), new TestKit.ManualTimeProvider { SkipsShortWaits = TimeSpan.FromMinutes(1) }, Token);


    /// <summary>The rule by which Windows' programs take a command line apart (Microsoft, Parsing C command-line arguments).</summary>
    private static List<string> TakenApart(string line)
    {
        var all = new List<string>();
        for (var i = 0; i < line.Length;)
        {
            var word = new StringBuilder();
            var isQuoted = false;
            for (; i < line.Length && (isQuoted || !char.IsWhiteSpace(line[i])); i++)
            {
                var slashes = 0;
                while (i < line.Length && line[i] == '\\')
                {
                    (slashes, i) = (slashes + 1, i + 1);
                }

                if (i < line.Length && line[i] == '"')
                {
                    word.Append('\\', slashes / 2);
                    if (slashes % 2 == 1)
                    {
                        word.Append('"');
                    }
                    else
                    {
                        isQuoted = !isQuoted;
                    }
                }
                else
                {
                    word.Append('\\', slashes);
                    i--;
                    if (i + 1 < line.Length && (isQuoted || !char.IsWhiteSpace(line[i + 1])))
                    {
                        word.Append(line[++i]);
                    }
                }
            }

            all.Add(word.ToString());
            i++;
        }

        return all;
    }
}
