using Barelane.Core.Facts;
using Barelane.Kvm.Sysfs;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Sysfs;

public sealed class LocalHostFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private IHostFiles Files => new LocalHostFiles(_folder.Path);

    [Fact]
    public void What_is_not_there_is_absent_and_throws_nothing()
    {
        Assert.Equal(ObservedState.Absent, Files.ReadText("/sys/nothing").State);
        Assert.Equal(ObservedState.Absent, Files.ReadLink("/sys/nothing").State);
        Assert.Equal(ObservedState.Absent, Files.List("/sys/nothing").State);
        Assert.False(Files.Exists("/sys/nothing").Value);
    }

    [Fact]
    public void A_text_is_read_without_its_line_end()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "vendor"), "0x10de\n");

        Assert.Equal("0x10de", Files.ReadText("/vendor").Value);
    }

    [Fact]
    public void A_file_longer_than_a_page_is_read_to_its_limit()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "iomem"), new string('x', 10_000));

        Assert.Equal(10_000, Files.ReadText("/iomem").Value.Length);
        Assert.Equal(5_000, Files.ReadBytes("/iomem", 5_000).Value.Length);
    }

    [Fact]
    public void A_link_gives_the_last_name_it_points_to()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "driver"), "../../bus/pci/drivers/nouveau");

        Assert.Equal("nouveau", Files.ReadLinkName("/driver").Value);
    }

    [Fact]
    public void A_file_that_is_no_link_has_no_link()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "vendor"), "0x10de\n");

        Assert.Equal(ObservedState.Absent, Files.ReadLink("/vendor").State);
    }

    [Fact]
    public void Names_come_in_order()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "0000:00:1f.0"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "0000:00:02.0"), "../nowhere");

        Assert.Equal(["0000:00:02.0", "0000:00:1f.0"], Files.List("/").Value);
    }

    [Fact]
    public void A_folder_read_as_a_file_is_unreadable_with_its_path()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "power"));

        var read = Files.ReadText("/power");

        Assert.Equal(ObservedState.Unreadable, read.State);
        Assert.Contains("'/power'", read.Note, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
