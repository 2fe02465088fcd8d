using Barelane.Core.Adapters;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Steps;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Steps;

/// <summary>The script that runs at boot, in a shell, over a folder that stands for the host.</summary>
public sealed class BootUnitTests : IDisposable
{
    private const string Card = "0000:01:00.0";
    private readonly TemporaryFolder _folder = new();

    public BootUnitTests()
    {
        Write($"/sys/bus/pci/devices/{Card}/vendor", "0x10de");
        Write($"/sys/bus/pci/devices/{Card}/device", "0x2204");
        Write($"/sys/bus/pci/devices/{Card}/subsystem_vendor", "0x10de");
        Write($"/sys/bus/pci/devices/{Card}/subsystem_device", "0x145a");
        Write($"/sys/bus/pci/devices/{Card}/driver_override", "(null)");
        Write($"/sys/bus/pci/devices/{Card}/sriov_numvfs", "0");
        Write($"/sys/bus/pci/devices/{Card}/sriov_drivers_autoprobe", "1");
        Write($"/sys/bus/pci/devices/{Card}/nvidia/current_vgpu_type", "0");
        Write("/sys/bus/pci/drivers_probe", "");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_card_that_a_setting_was_made_for_is_touched()
    {
        Write($"/etc/barelane/boot.d/{Card}", "id=10de:1db4:10de:1212\ndriver=vfio-pci");

        var refused = await Assert.ThrowsAsync<SiteException>(RunAsync);

        Assert.Contains("10de:2204:10de:145a now, not 10de:1db4:10de:1212: left alone", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("(null)", Read($"/sys/bus/pci/devices/{Card}/driver_override"));
        Assert.Equal("", Read("/sys/bus/pci/drivers_probe"));
    }

    [Fact]
    public async Task A_driver_is_bound_by_override_and_address()
    {
        Write($"/etc/barelane/boot.d/{Card}", "id=10de:2204:10de:145a\ndriver=vfio-pci");
        File.CreateSymbolicLink(_folder.Path + $"/sys/bus/pci/devices/{Card}/driver", "../../drivers/nouveau");
        Write("/sys/bus/pci/drivers/nouveau/unbind", "");

        // No kernel stands behind the folder, so that the driver does not change and the script says so.
        var refused = await Assert.ThrowsAsync<SiteException>(RunAsync);

        Assert.Contains($"{Card}: driver could not be set to vfio-pci", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("vfio-pci", Read($"/sys/bus/pci/devices/{Card}/driver_override"));
        Assert.Equal(Card, Read("/sys/bus/pci/drivers/nouveau/unbind"));
        Assert.Equal(Card, Read("/sys/bus/pci/drivers_probe"));
    }

    [Fact]
    public async Task Virtual_functions_and_types_are_set()
    {
        Write($"/etc/barelane/boot.d/{Card}", "id=10de:2204:10de:145a\nvgpu-type=1155\nvirtual-functions=4");

        await RunAsync();

        Assert.Equal(("4", "0", "1155"), (Read($"/sys/bus/pci/devices/{Card}/sriov_numvfs"), Read($"/sys/bus/pci/devices/{Card}/sriov_drivers_autoprobe"), Read($"/sys/bus/pci/devices/{Card}/nvidia/current_vgpu_type")));
    }

    public void Dispose() => _folder.Dispose();

    private async Task RunAsync()
    {
        var script = _folder.File("boot.sh");
        await File.WriteAllTextAsync(script, BootUnit.Script.Replace("/etc/barelane", _folder.Path + "/etc/barelane", StringComparison.Ordinal).Replace("/sys/bus", _folder.Path + "/sys/bus", StringComparison.Ordinal), Token);
        await using var shell = new HostShell(new LocalTransport(), TimeProvider.System);
        await shell.RunAsync("/bin/sh", [script], TimeSpan.FromSeconds(30), Token);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path + path)!);
        File.WriteAllText(_folder.Path + path, text.Length == 0 ? "" : text + "\n");
    }

    private string Read(string path) => File.ReadAllText(_folder.Path + path).Trim();
}
