using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Values;

namespace Barelane.HyperV.Tests.Fake;

/// <summary>A card's way to a VM and back on the fake host, and where it is refused (reference §1.1, §1.6 to §1.8, §6).</summary>
public class AssignmentTests
{
    private const string Give = """
        $vm = Get-VM -Name 'train-02'
        Set-VM -VM $vm -AutomaticStopAction 'TurnOff' -GuestControlledCacheTypes $true -LowMemoryMappedIoSpace 3GB -HighMemoryMappedIoSpace 66GB -Confirm:$false
        Disable-PnpDevice -InstanceId $Arguments.Id -Confirm:$false
        Dismount-VMHostAssignableDevice -LocationPath $Arguments.Path -Force -Confirm:$false
        Add-VMAssignableDevice -VM $vm -LocationPath $Arguments.Path -Confirm:$false
        """;

    private static readonly string Card = System.Text.Json.JsonSerializer.Serialize(new { Id = FakeHosts.Make().Devices[0].InstanceId, Path = FakeHosts.Card });

    [Fact]
    public void A_card_goes_to_a_vm_and_back_and_the_host_is_as_it_was()
    {
        var host = FakeHosts.Make();
        var before = HostDescription.Of(host);

        host.Run(Give, Card);
        host.Run("Start-VM -Name 'train-02'");
        Assert.Equal(Enums.Running, host.Vms[0].State);
        Assert.Equal(host.Vms[0].Id, host.Devices[0].Vm);

        host.Run("Stop-VM -Name 'train-02' -Confirm:$false");
        host.Run("""
            Remove-VMAssignableDevice -VMName 'train-02' -LocationPath $Arguments.Path -Confirm:$false
            Mount-VMHostAssignableDevice -LocationPath $Arguments.Path -Confirm:$false
            Enable-PnpDevice -InstanceId $Arguments.Id -Confirm:$false
            Set-VM -Name 'train-02' -AutomaticStopAction 'Save' -GuestControlledCacheTypes $false -LowMemoryMappedIoSpace 128MB -HighMemoryMappedIoSpace 512MB -Confirm:$false
            """, Card);
        Assert.Equal(before, HostDescription.Of(host));
    }

    [Fact]
    public void A_dismounted_device_changes_its_instance_id_and_its_node_on_the_host_is_a_phantom()
    {
        var host = FakeHosts.Make();
        var id = host.Devices[0].InstanceId;
        host.Run(Give, Card);

        Assert.Empty(host.Run("Get-PnpDevice -PresentOnly | Where-Object { $_.InstanceId -eq $Arguments.Id }", Card));
        Assert.Equal("Unknown", host.Run("(Get-PnpDevice -InstanceId $Arguments.Id).Status", Card).Single());
        Assert.Equal("CM_PROB_PHANTOM", host.Run("[string](Get-PnpDevice -InstanceId $Arguments.Id).ConfigManagerErrorCode", Card).Single());
        Assert.StartsWith(@"PCIP\VEN_10DE", (string)host.Run("(Get-VMHostAssignableDevice).InstanceID")[0]!, StringComparison.Ordinal);
        Assert.Equal(id[4..], ((string)host.Run("(Get-VMAssignableDevice -VMName 'train-02').InstanceID")[0]!)[5..]);
    }

    [Theory]
    [InlineData(true, "CM_PROB_DISABLED")]
    [InlineData(false, "22")]
    public void A_problem_is_a_name_or_a_number(bool isEnum, string expected)
    {
        var host = FakeHosts.Make(switches: new HostSwitches { ProblemIsEnum = isEnum });
        host.Devices[0].IsDisabled = true;

        Assert.Equal(expected, host.Run("[string](Get-PnpDevice -InstanceId $Arguments.Id).ConfigManagerErrorCode", Card).Single());
    }

    [Fact]
    public void Without_a_mitigation_driver_or_isolation_only_force_dismounts()
    {
        var host = FakeHosts.Make();
        host.Devices[0].IsDisabled = true;
        Refused(host, "Dismount-VMHostAssignableDevice -LocationPath $Arguments.Path", "OperationFailed,Microsoft.HyperV.PowerShell.Commands.DismountVMHostAssignableDevice", "directives");

        (host.Devices[0].HasMitigation, host.Devices[0].AcsUp) = (true, 0);
        Refused(host, "Dismount-VMHostAssignableDevice -LocationPath $Arguments.Path", "OperationFailed,Microsoft.HyperV.PowerShell.Commands.DismountVMHostAssignableDevice", "directives");

        host.Devices[0].AcsUp = 3;
        host.Run("Dismount-VMHostAssignableDevice -LocationPath $Arguments.Path", Card);
        Assert.True(host.Devices[0].IsDismounted);
    }

    [Fact]
    public void Firmware_that_keeps_the_bus_is_told() =>
        Refused(Host(h => (h.Devices[0].DeviceType, h.Devices[0].IsDisabled) = (5, true)), "Dismount-VMHostAssignableDevice -LocationPath $Arguments.Path -Force", "OperationFailed,Microsoft.HyperV.PowerShell.Commands.DismountVMHostAssignableDevice", "bus-control");

    [Fact]
    public void A_device_that_was_not_dismounted_is_not_found_for_a_vm() =>
        Refused(Host(h => h.Vms[0].StopAction = 2), "Add-VMAssignableDevice -VMName 'train-02' -LocationPath $Arguments.Path", "ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.AddVMAssignableDevice", "device-missing");

    [Fact]
    public void A_client_takes_everything_and_fails_at_the_start()
    {
        var host = FakeHosts.Make(HostEdition.Windows11);
        host.Run(Give, Card);

        var error = Refused(host, "Start-VM -Name 'train-02'", "OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM", "hypervisor-feature");
        Assert.Contains("(0xC035001E)", error.Message, StringComparison.Ordinal);
        Assert.True(host.Vms[0].IsOff);
    }

    [Fact]
    public void A_card_that_was_put_elsewhere_is_an_element_that_is_not_found()
    {
        var host = FakeHosts.Make();
        host.Run(Give, Card);
        host.Devices[0].IsGone = true;

        Assert.Contains("(0x80070490)", Refused(host, "Start-VM -Name 'train-02'", "OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM", "element").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_above_what_the_processor_addresses_is_refused_with_both_numbers()
    {
        var host = FakeHosts.Make();
        host.PhysicalBits = 36;
        host.Run("Set-VM -Name 'train-02' -HighMemoryMappedIoSpace 32GB");

        // Easy-GPU-PV #278: 63.5 GB + 32 GB = 95.5 GB on a processor with 36 bits.
        var error = host.Fails("Start-VM -Name 'train-02'");
        Assert.Equal("InvalidParameter,Microsoft.HyperV.PowerShell.Commands.StartVM", error.FullyQualifiedErrorId);
        Assert.Contains("The upper MMIO region (0x00000017dffff000) is above", error.Message, StringComparison.Ordinal);
        Assert.Contains("below 0x0000001000000000.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 4, 8, false)]
    [InlineData(false, 8, 8, true)]
    [InlineData(true, 8, 8, false)]
    public void Dynamic_memory_beside_a_card_needs_both_limits_equal_or_is_refused_altogether(bool altogether, int minimum, int startup, bool works)
    {
        var host = FakeHosts.Make(switches: new HostSwitches { DynamicMemoryRefusedAltogether = altogether });
        (host.Vms[0].DynamicMemory, host.Vms[0].MemoryMinimum, host.Vms[0].MemoryStartup) = (true, (ulong)minimum << 30, (ulong)startup << 30);

        if (works)
        {
            host.Run(Give, Card);
        }
        else
        {
            Assert.Equal(Texts.Of("en-US", "memory"), host.Fails(Give, Card).Message);
        }
    }

    [Fact]
    public void Memory_that_is_not_there_and_nodes_that_are_too_small_are_told()
    {
        var host = FakeHosts.Make();
        host.Vms[0].MemoryStartup = 300ul << 30;
        Refused(host, "Start-VM -Name 'train-02'", "OutOfMemory,Microsoft.HyperV.PowerShell.Commands.StartVM", "out-of-memory");

        (host.Vms[0].MemoryStartup, host.NumaSpanning) = (200ul << 30, false);
        Refused(host, "Start-VM -Name 'train-02'", "OutOfMemory,Microsoft.HyperV.PowerShell.Commands.StartVM", "out-of-memory");

        host.NumaSpanning = true;
        host.Run("Start-VM -Name 'train-02'");
    }

    [Theory]
    [InlineData("Set-VM -Name 'train-02' -GuestControlledCacheTypes $true", "SetVM")]
    [InlineData("Set-VM -Name 'train-02' -HighMemoryMappedIoSpace 1GB", "SetVM")]
    [InlineData("Set-VMMemory -VMName 'train-02' -DynamicMemoryEnabled $false", "SetVMMemory")]
    [InlineData("Set-VMProcessor -VMName 'train-02' -ExposeVirtualizationExtensions $true", "SetVMProcessor")]
    [InlineData("Add-VMAssignableDevice -VMName 'train-02' -LocationPath $Arguments.Path", "AddVMAssignableDevice")]
    public void What_needs_a_vm_that_is_off_is_refused_while_it_runs(string script, string cmdlet) =>
        Refused(Host(h => h.Vms[0].State = Enums.Running), script, $"InvalidState,Microsoft.HyperV.PowerShell.Commands.{cmdlet}", "state");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Mount_brings_a_device_back_also_where_it_reports_an_error(bool reports)
    {
        var host = FakeHosts.Make(switches: new HostSwitches { MountReportsAnError = reports, ComesBackDisabled = !reports });
        (host.Devices[0].IsDisabled, host.Devices[0].IsDismounted) = (true, true);

        if (reports)
        {
            host.Fails("Mount-VMHostAssignableDevice -LocationPath $Arguments.Path", Card);
        }
        else
        {
            host.Run("Mount-VMHostAssignableDevice -LocationPath $Arguments.Path", Card);
        }

        Assert.False(host.Devices[0].IsDismounted);
        Assert.Equal(!reports, host.Devices[0].IsDisabled);
    }

    [Theory]
    [InlineData("de-DE", "Eine Hypervisorfunktion")]
    [InlineData("zh-CN", "虚拟机监控程序功能")]
    public void Messages_come_in_the_hosts_language_and_ids_stay(string culture, string words)
    {
        var host = FakeHosts.Make(HostEdition.Windows11);
        host.Culture = culture;
        host.Run(Give, Card);

        var error = host.Fails("Start-VM -Name 'train-02'");
        Assert.Equal("OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM", error.FullyQualifiedErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("(0xC035001E)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_module_elevation_or_service_it_says_so_by_ids()
    {
        Assert.Equal("CommandNotFoundException", Host(h => h.HasModule = false).Fails("Get-VM").FullyQualifiedErrorId);
        Assert.Equal("AccessDenied,Microsoft.HyperV.PowerShell.Commands.GetVM", Host(h => h.IsElevated = false).Fails("Get-VM").FullyQualifiedErrorId);
        Assert.Equal("PermissionDenied", Host(h => h.IsElevated = false).Fails("Disable-PnpDevice -InstanceId $Arguments.Id", Card).Category);
        Assert.Equal("Unspecified,Microsoft.HyperV.PowerShell.Commands.GetVM", Host(h => h.ServiceRuns = false).Fails("Get-VM").FullyQualifiedErrorId);
    }

    [Fact]
    public void Older_modules_lack_what_they_lack()
    {
        Assert.Equal("CommandNotFoundException", FakeHosts.Make(HostEdition.Server2019).Fails("Get-VMHostPartitionableGpu").FullyQualifiedErrorId);
        Assert.Empty(FakeHosts.Make(HostEdition.Server2019).Run("Get-VMPartitionableGpu"));
        Assert.Equal("NamedParameterNotFound,Microsoft.HyperV.PowerShell.Commands.AddVMGpuPartitionAdapter", FakeHosts.Make(HostEdition.Server2019).Fails("Add-VMGpuPartitionAdapter -VMName 'train-02' -InstancePath 'x'").FullyQualifiedErrorId);
        Assert.Equal("CommandNotFoundException", FakeHosts.Make(HostEdition.Server2016).Fails("Get-VMGpuPartitionAdapter -VMName 'train-02'").FullyQualifiedErrorId);
    }

    private static FakeHost Host(Action<FakeHost> change)
    {
        var host = FakeHosts.Make();
        change(host);
        return host;
    }

    /// <summary>The script fails with the id and the text, and the host is as it was.</summary>
    private static PsErrorRecord Refused(FakeHost host, string script, string id, string text)
    {
        var before = HostDescription.Of(host);
        var error = host.Fails(script, Card);

        Assert.Equal(id, error.FullyQualifiedErrorId);
        Assert.StartsWith(Texts.Of("en-US", text, "\u0001", "\u0001", 1, 1).Split('\u0001')[0], error.Message, StringComparison.Ordinal);
        Assert.Equal(before, HostDescription.Of(host));
        return error;
    }
}
