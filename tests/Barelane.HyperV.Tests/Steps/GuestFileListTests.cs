using Barelane.Core.Adapters;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.Steps;

namespace Barelane.HyperV.Tests.Steps;

public class GuestFileListTests
{
    private const string Folder = @"C:\Windows\System32\DriverStore\FileRepository\nv_dispi.inf_amd64_0123";

    [Fact]
    public void The_package_goes_into_the_guests_store_and_what_its_lists_name_into_its_system_folders()
    {
        var list = Of(new DriverListAnswer("CopyToVmOverwrite", ["nvcuda64.dll", "nvcuda.dll"]), new DriverListAnswer("CopyToVmWhenNewerWow64", [@"x86\nvcuda32.dll"]));

        Assert.Equal(
            [
                @"Windows\System32\HostDriverStore\FileRepository\nv_dispi.inf_amd64_0123\nvcuda64.dll",
                @"Windows\System32\HostDriverStore\FileRepository\nv_dispi.inf_amd64_0123\x86\nvcuda32.dll",
                @"Windows\System32\nvcuda.dll",
                @"Windows\SysWOW64\nvcuda32.dll",
            ],
            list.Select(f => f.To));
        Assert.Equal([false, false, false, true], list.Select(f => f.OnlyNewer));
    }

    [Theory]
    [InlineData("nvcuda64.dll", @"..\..\evil.dll")]
    [InlineData("nvcuda64.dll", @"C:\Windows\evil.dll")]
    [InlineData("nvcuda64.dll", @"\evil.dll")]
    [InlineData("nvcuda64.dll", "evil.dll\n")]
    [InlineData(@"..\other\x.dll", "x.dll")]
    [InlineData("", "x.dll")]
    [InlineData("missing.dll", "x.dll")]
    public void A_list_that_names_another_place_or_a_file_that_is_not_there_is_refused(string source, string target)
    {
        var e = Assert.Throws<SiteException>(() => Of(new DriverListAnswer("CopyToVmOverwrite", [source, target])));

        Assert.Equal("driver-files", e.Problem.Code);
    }

    [Theory]
    [InlineData("31.0.15.5222", "31.0.15.5222", true)]
    [InlineData("31.0.15.6000", "31.0.15.5222", true)]
    [InlineData("31.0.15.5000 (branch)", "31.0.15.5222", false)]
    [InlineData("", "31.0.15.5222", true)]
    public void A_file_copied_only_when_newer_stays_by_its_version_or_by_its_time(string present, string host, bool stays)
    {
        var file = new GuestFile(File("a.exe", host), @"Windows\System32\a.exe", OnlyNewer: true);

        Assert.Equal(stays, GuestFileList.Stays(file, File("a.exe", present)));
        Assert.False(GuestFileList.Stays(file with { OnlyNewer = false }, File("a.exe", present)));
    }

    private static IReadOnlyList<GuestFile> Of(params DriverListAnswer[] lists) =>
        GuestFileList.Of(Folder, "nv_dispi.inf_amd64_0123", new DriverPackageAnswer([File("nvcuda64.dll"), File(@"x86\nvcuda32.dll")], lists));

    private static FileAnswer File(string name, string version = "1.0.0.0") => new($@"{Folder}\{name}", new string('A', 64), version, DateTimeOffset.UnixEpoch);
}
