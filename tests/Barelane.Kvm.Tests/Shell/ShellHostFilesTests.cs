using Barelane.Core.Facts;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Sysfs;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Shell;

public sealed class ShellHostFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CountingTransport _transport = new();
    private readonly ShellHostFiles _files;

    public ShellHostFilesTests()
    {
        _files = new ShellHostFiles(_transport, TimeProvider.System);
        foreach (var device in (string[])["0000:01:00.0", "0000:01:00.1"])
        {
            Directory.CreateDirectory(_folder.File(device));
            File.WriteAllText(_folder.File(device + "/uevent"), $"DRIVER=nouveau\nPCI_SLOT_NAME={device}\n");
            File.WriteAllText(_folder.File(device + "/empty"), "");
            File.CreateSymbolicLink(_folder.File(device + "/driver"), "../../drivers/nouveau");
        }

        File.WriteAllBytes(_folder.File("0000:01:00.0/config"), [0xde, 0x10, 0x00, 0x0a, 0x00, 0xff, 0x0a]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_announced_comes_in_one_answer_and_reads_as_a_local_root_does()
    {
        HostPath[] paths =
        [
            new(_folder.Path, HostPathKind.Names), new(_folder.Path + "/*/uevent"), new(_folder.Path + "/*/empty"), new(_folder.Path + "/*/config"),
            new(_folder.Path + "/*/driver", HostPathKind.Link), new(_folder.Path + "/*/driver", HostPathKind.Presence), new(_folder.Path + "/*/none"), new(_folder.Path + "/none/*/x"),
        ];
        var local = new LocalHostFiles("/");

        await _files.PrepareAsync(paths, Token);

        Assert.Equal(local.List(_folder.Path).Value, _files.List(_folder.Path).Value);
        foreach (var device in _files.List(_folder.Path).Value)
        {
            var at = $"{_folder.Path}/{device}";
            Assert.Equal(local.ReadText(at + "/uevent"), _files.ReadText(at + "/uevent"));
            Assert.Equal(Observed.Read(""), _files.ReadText(at + "/empty"));
            Assert.Equal(local.ReadLink(at + "/driver"), _files.ReadLink(at + "/driver"));
            Assert.Equal(Observed.Read(true), _files.Exists(at + "/driver"));
            Assert.Equal(ObservedState.Absent, _files.ReadText(at + "/none").State);
        }

        Assert.Equal(local.ReadBytes(_folder.Path + "/0000:01:00.0/config").Value, _files.ReadBytes(_folder.Path + "/0000:01:00.0/config").Value);
        Assert.Equal(2, _files.ReadBytes(_folder.Path + "/0000:01:00.0/config", 2).Value.Length);
        Assert.Equal(1, _transport.Started);
    }

    [Fact]
    public async Task What_was_not_announced_costs_a_round_trip_and_what_is_announced_again_is_read_again()
    {
        var path = _folder.File("0000:01:00.0/uevent");

        Assert.StartsWith("DRIVER=nouveau", _files.ReadText(path).Value, StringComparison.Ordinal);
        File.WriteAllText(path, "DRIVER=vfio-pci\n");
        Assert.StartsWith("DRIVER=nouveau", _files.ReadText(path).Value, StringComparison.Ordinal);
        await _files.PrepareAsync([new HostPath(path)], Token);

        Assert.Equal("DRIVER=vfio-pci", _files.ReadText(path).Value);
        Assert.Equal(Observed.Read(false), _files.Exists(_folder.File("none")));
        Assert.Equal(3, _transport.Started);
    }

    [Fact]
    public async Task A_link_keeps_its_own_target_while_others_come_and_go_as_processes_open_files_do()
    {
        using var enough = new CancellationTokenSource();
        var others = Task.Run(
            () =>
            {
                for (var i = 0; !enough.IsCancellationRequested; i = (i + 1) % 200)
                {
                    var link = _folder.File($"0{i:000}");
                    if (File.Exists(link) || new FileInfo(link).LinkTarget is not null)
                    {
                        File.Delete(link);
                    }
                    else
                    {
                        File.CreateSymbolicLink(link, "pipe:[1]");
                    }
                }
            },
            Token);
        File.CreateSymbolicLink(_folder.File("zz"), "../a -> b/it's");
        try
        {
            for (var i = 0; i < 20; i++)
            {
                await _files.PrepareAsync([new HostPath(_folder.Path + "/*", HostPathKind.Link)], Token);

                Assert.Equal(Observed.Read("../a -> b/it's"), _files.ReadLink(_folder.File("zz")));
            }
        }
        finally
        {
            await enough.CancelAsync();
            await others;
        }
    }

    [Theory]
    [InlineData("/sys/a/driver -> ../../drivers/nouveau\n")]
    [InlineData("'/sys/a/driver' -> '../../drivers/nouveau'\n")]
    public void Links_are_read_as_GNU_and_as_busybox_write_them(string line)
    {
        var sep = "\nsep\n";
        var files = new GatheredFiles();

        Assert.True(files.Take(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(sep, 4)) + "/proc/1/fd/3\n" + line + sep + sep), "", "sep"));

        Assert.Equal(Observed.Read("../../drivers/nouveau"), Assert.Single(files.Links).Value);
    }

    [Fact]
    public async Task What_is_gone_is_absent_when_it_is_announced_again()
    {
        await _files.PrepareAsync([new HostPath(_folder.Path + "/*/uevent"), new HostPath(_folder.Path, HostPathKind.Names)], Token);
        Directory.Delete(_folder.File("0000:01:00.1"), recursive: true);

        await _files.PrepareAsync([new HostPath(_folder.Path + "/*/uevent"), new HostPath(_folder.Path, HostPathKind.Names)], Token);

        Assert.Equal(ObservedState.Absent, _files.ReadText(_folder.File("0000:01:00.1/uevent")).State);
        Assert.Equal(["0000:01:00.0"], _files.List(_folder.Path).Value);
    }

    [Fact]
    public void An_answer_that_broke_off_is_told_as_such() => Assert.False(new GatheredFiles().Take("a\0b\n\nsep\n"u8.ToArray(), "", "sep"));

    [Fact]
    public void What_may_not_be_read_says_so()
    {
        var files = new GatheredFiles();
        var parts = string.Concat(Enumerable.Repeat("\nsep\n", 3)) + "/sys/firmware/DMAR\0!\n" + string.Concat(Enumerable.Repeat("\nsep\n", 3));

        Assert.True(files.Take(System.Text.Encoding.ASCII.GetBytes(parts), "grep: /sys/a b: Permission denied\ngrep: /sys/c: No such device", "sep"));

        Assert.Equal("'/sys/a b' may be read by root only.", files.Contents["/sys/a b"].Note);
        Assert.Equal("'/sys/c' could not be read: No such device.", files.Contents["/sys/c"].Note);
        Assert.Equal("'/sys/firmware/DMAR' may be read by root only.", files.Contents["/sys/firmware/DMAR"].Note);
    }

    [Theory]
    [InlineData("/sys/bus/pci/devices/*/vendor", "/sys/bus/pci/devices/0000:01:00.0/vendor", true)]
    [InlineData("/sys/bus/pci/devices/*/vendor", "/sys/bus/pci/devices/a/b/vendor", false)]
    [InlineData("/sys/class/drm/card*/device", "/sys/class/drm/card0/device", true)]
    [InlineData("/sys/class/drm/card*/device", "/sys/class/drm/render0/device", false)]
    [InlineData("/etc/machine-id", "/etc/machine-id", true)]
    public void A_star_stands_for_a_part_of_one_name(string pattern, string path, bool matches) => Assert.Equal(matches, GatheredFiles.Matches(pattern, path));

    public void Dispose() => _folder.Dispose();
}
