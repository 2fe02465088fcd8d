using System.Text;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Tests.Guests;

public sealed class GuestOperationTests
{
    private const string Auth = "<auth xsi:type=\"NamePasswordAuthentication\"><interactiveSession>false</interactiveSession><username>barelane</username><password>guest-secret</password></auth>";

    [Fact]
    public async Task A_linux_guest_shows_the_device_and_its_driver()
    {
        await using var bench = await RunningAsync();

        var (exitCode, output) = await ExecuteAsync(bench, "/usr/bin/lspci", "-Dnnk > '/tmp/out'");

        Assert.Equal("0", exitCode);
        Assert.Contains("0000:13:00.0 3D controller [0302]: NVIDIA Corporation NVIDIA A40 [10de:2235] (rev a1)\n\tKernel driver in use: nvidia\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nvidia_smi_tells_name_address_and_memory_and_fails_without_a_gpu()
    {
        await using var bench = await RunningAsync();
        await bench.PowerOnAsync("web-03");
        await bench.UntilAsync(() => bench.Site.Vm("web-03").ToolsRunning);

        var (_, output) = await ExecuteAsync(bench, "/usr/bin/nvidia-smi", "--query-gpu=index,name,pci.bus_id,memory.total --format=csv,noheader,nounits > /tmp/out");
        var (exitCode, without) = await ExecuteAsync(bench, "/usr/bin/nvidia-smi", "> /tmp/out", "web-03");

        Assert.Equal("0, NVIDIA A40, 00000000:13:00.0, 49152\n", output);
        Assert.Equal("9", exitCode);
        Assert.StartsWith("NVIDIA-SMI has failed", without, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-c \"uname -s > /tmp/out; exit 3\"", "3", "Linux\n")]
    [InlineData("-c 'nosuch 2> /tmp/out'", "127", "sh: 1: nosuch: not found\n")]
    [InlineData("-c '(echo a; echo b >&2) > /tmp/out 2>&1'", "0", "a\nb\n")]
    [InlineData("-c 'false && echo x > /tmp/no; echo \"it is\" > /tmp/out && echo \"$?\" >> /tmp/out'", "0", "it is\n0\n")]
    [InlineData("-c 'uname | cat > /tmp/out'", "0", "Linux\n")]
    [InlineData("-c 'cat /proc/modules > /tmp/out'", "0", "nvidia 16384 0 - Live 0x0000000000000000\n")]
    public async Task The_shell_of_the_guest_does_what_remote_tools_ask_of_one(string arguments, string exitCode, string output)
    {
        await using var bench = await RunningAsync();

        var (code, said) = await ExecuteAsync(bench, "/bin/sh", arguments);

        Assert.Equal(exitCode, code);
        Assert.StartsWith(output, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LC_ALL=C 'lspci' '-Dnnk' </dev/null >'/tmp/out' 2>'/tmp/err'", "0", "/tmp/out", "0000:00:0f.0 VGA compatible controller")]
    [InlineData("LC_ALL=C 'vulkaninfo' '--summary' </dev/null >'/tmp/out' 2>'/tmp/err'", "127", "/tmp/err", "/usr/bin/env: 'vulkaninfo': No such file or directory\n")]
    [InlineData("LC_ALL=C 'echo' 'it'\\''s (a) 2>b' </dev/null >'/tmp/out' 2>'/tmp/err'", "0", "/tmp/out", "it's (a) 2>b\n")]
    public async Task Quoted_words_stay_data_and_both_outputs_go_to_their_files(string arguments, string exitCode, string path, string said)
    {
        await using var bench = await RunningAsync();

        var (code, text) = await ExecuteAsync(bench, "/usr/bin/env", arguments, path: path);

        Assert.Equal(exitCode, code);
        Assert.StartsWith(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_in_and_comes_out_and_each_address_holds_once()
    {
        await using var bench = await RunningAsync();
        var vm = Vm(bench);
        using var content = new ByteArrayContent("echo hello > /tmp/said"u8.ToArray());

        var upload = (await bench.Client.CallAsync("InitiateFileTransferToGuest", "GuestFileManager", "guestOperationsFileManager",
            $"{vm}{Auth}<guestFilePath>/tmp/run.sh</guestFilePath><fileAttributes/><fileSize>22</fileSize><overwrite>true</overwrite>")).Value;
        using var put = await bench.Client.Http.PutAsync(new Uri(upload), content, TestContext.Current.CancellationToken);
        using var again = await bench.Client.Http.PutAsync(new Uri(upload), content, TestContext.Current.CancellationToken);
        await ExecuteAsync(bench, "/bin/sh", "/tmp/run.sh > /tmp/out");

        Assert.Equal(System.Net.HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Equal("hello\n", await DownloadAsync(bench, "/tmp/said"));
    }

    [Fact]
    public async Task A_guest_that_is_off_or_a_wrong_password_is_told_apart()
    {
        await using var bench = await RunningAsync();

        var off = await Bench.FaultAsync(() => bench.Client.CallAsync("ValidateCredentialsInGuest", "GuestAuthManager", "guestOperationsAuthManager", Vm(bench, "web-03") + Auth));
        var wrong = await Bench.FaultAsync(() => bench.Client.CallAsync("ValidateCredentialsInGuest", "GuestAuthManager", "guestOperationsAuthManager",
            Vm(bench) + Auth.Replace("guest-secret", "no", StringComparison.Ordinal)));

        Assert.Equal(["InvalidPowerState", "InvalidGuestLogin"], [off.Type, wrong.Type]);
    }

    [Fact]
    public async Task A_windows_guest_answers_the_device_script_with_its_devices()
    {
        await using var bench = await RunningAsync(vm => vm.Guest.Id = "windows2022srvNext_64Guest");
        var script = Convert.ToBase64String(Encoding.Unicode.GetBytes("Get-CimInstance Win32_PnPEntity"));

        var (exitCode, output) = await ExecuteAsync(
            bench, @"C:\Windows\System32\cmd.exe", $"/d /s /c \"\"powershell.exe\" \"-NoProfile\" \"-EncodedCommand\" \"{script}\" <NUL >\"C:\\out\" 2>\"C:\\err\"\"", path: @"C:\out");

        var json = Encoding.UTF8.GetString(Convert.FromBase64String(output.Split(' ')[1]));
        Assert.Equal("0", exitCode);
        Assert.Contains("VEN_10DE&DEV_2235", json, StringComparison.Ordinal);
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(2, parsed.RootElement.GetProperty("devices").GetArrayLength());
    }

    private static async Task<Bench> RunningAsync(Action<RecordedVm>? vm = null)
    {
        var bench = await Bench.StartAsync(Bench.TwoHosts(vm));
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.PowerOnAsync();
        await bench.UntilAsync(() => bench.Site.Vm("render-01").ToolsRunning);
        return bench;
    }

    private static string Vm(Bench bench, string name = "render-01") => $"<vm type=\"VirtualMachine\">{bench.Vm(name).Ref.Id}</vm>";

    private static async Task<(string ExitCode, string Output)> ExecuteAsync(
        Bench bench, string program, string arguments, string name = "render-01", string path = "/tmp/out")
    {
        var text = System.Security.SecurityElement.Escape(arguments);
        var pid = (await bench.Client.CallAsync("StartProgramInGuest", "GuestProcessManager", "guestOperationsProcessManager",
            $"{Vm(bench, name)}{Auth}<spec><programPath>{program}</programPath><arguments>{text}</arguments></spec>")).Value;
        while (true)
        {
            var listed = await bench.Client.CallAsync("ListProcessesInGuest", "GuestProcessManager", "guestOperationsProcessManager", $"{Vm(bench, name)}{Auth}<pids>{pid}</pids>");
            if (listed.Descendants(SdkClient.Vim + "exitCode").SingleOrDefault() is { } exitCode)
            {
                return (exitCode.Value, await DownloadAsync(bench, path, name));
            }
        }
    }

    private static async Task<string> DownloadAsync(Bench bench, string path, string name = "render-01")
    {
        var file = await bench.Client.CallAsync("InitiateFileTransferFromGuest", "GuestFileManager", "guestOperationsFileManager",
            $"{Vm(bench, name)}{Auth}<guestFilePath>{path}</guestFilePath>");
        return await bench.Client.Http.GetStringAsync(new Uri(file.Descendants(SdkClient.Vim + "url").Single().Value));
    }
}
