using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Values;

namespace Barelane.HyperV.Tests.Fake;

/// <summary>Partitions, pools, RemoteFX, policies, files and clusters on the fake host (reference §1.9, §2, §3, §6).</summary>
public class PartitionAndPoolTests
{
    [Fact]
    public void A_server_refuses_paravirtual_partitions_until_both_policies_are_zero()
    {
        var host = FakeScenarios.Make("gpu-pv-server");
        host.Run("Add-VMGpuPartitionAdapter -VMName 'train-02'");
        Assert.Contains("RequireSecureDeviceAssignment", host.Fails("Start-VM -Name 'train-02'").Message, StringComparison.Ordinal);

        host.Run("New-Item -Path 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\HyperV' -Force | Out-Null");
        host.Run("New-ItemProperty -Path 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\HyperV' -Name 'RequireSecureDeviceAssignment' -PropertyType 'DWord' -Value 0 -Force | Out-Null");
        host.Fails("Start-VM -Name 'train-02'");
        host.Run("New-ItemProperty -Path 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\HyperV' -Name 'RequireSupportedDeviceAssignment' -PropertyType 'DWord' -Value 0 -Force | Out-Null");
        host.Run("Start-VM -Name 'train-02'");
    }

    [Fact]
    public void A_client_and_gpu_p_need_no_policies()
    {
        foreach (var scenario in (string[])["gpu-pv", "gpu-p"])
        {
            var host = FakeScenarios.Make(scenario);
            host.Run("Add-VMGpuPartitionAdapter -VMName 'train-02' -InstancePath (Get-VMHostPartitionableGpu | Select-Object -First 1).Name");
            host.Run("Start-VM -Name 'train-02'");
            Assert.Equal(host.Gpus[0].Name, host.Vms[0].Partitions[0].RunsOn);
        }
    }

    [Fact]
    public void A_partition_whose_card_is_gone_or_given_away_does_not_start()
    {
        var host = FakeScenarios.Make("gpu-p");
        host.Run("Add-VMGpuPartitionAdapter -VMName 'train-02' -InstancePath (Get-VMHostPartitionableGpu | Select-Object -First 1).Name");
        host.Devices[0].IsDisabled = true;

        var error = host.Fails("Start-VM -Name 'train-02'");
        Assert.Equal("OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM", error.FullyQualifiedErrorId);
        Assert.Contains("(0x800705AA)", error.Message, StringComparison.Ordinal);
        Assert.Single(host.Run("Get-VMHostPartitionableGpu"));
    }

    [Fact]
    public void Counts_are_those_that_are_valid_and_fixed_while_a_partition_is_in_use()
    {
        var host = FakeScenarios.Make("gpu-p");
        Assert.Equal("InvalidParameter", host.Fails("Set-VMHostPartitionableGpu -Name (Get-VMHostPartitionableGpu | Select-Object -First 1).Name -PartitionCount 5").Id);
        host.Run("Set-VMHostPartitionableGpu -Name (Get-VMHostPartitionableGpu | Select-Object -First 1).Name -PartitionCount 1");
        host.Run("Add-VMGpuPartitionAdapter -VMName 'train-02' -InstancePath (Get-VMHostPartitionableGpu | Select-Object -First 1).Name; Start-VM -Name 'train-02'");

        Assert.Equal("OperationFailed", host.Fails("Set-VMHostPartitionableGpu -Name (Get-VMHostPartitionableGpu | Select-Object -First 1).Name -PartitionCount 2").Id);
        host.Run("Add-VMGpuPartitionAdapter -VMName 'web-03' -InstancePath (Get-VMHostPartitionableGpu | Select-Object -First 1).Name");
        Assert.Contains("(0x800705AA)", host.Fails("Start-VM -Name 'web-03'").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_partition_is_there_get_is_silent_and_the_others_say_so()
    {
        var host = FakeScenarios.Make("gpu-pv");

        Assert.Empty(host.Run("Get-VMGpuPartitionAdapter -VMName 'train-02'"));
        Assert.Equal("ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.SetVMGpuPartitionAdapter", host.Fails("Set-VMGpuPartitionAdapter -VMName 'train-02' -MinPartitionVRAM 1").FullyQualifiedErrorId);
        Assert.Equal("ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.RemoveVMGpuPartitionAdapter", host.Fails("Remove-VMGpuPartitionAdapter -VMName 'train-02'").FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Checkpoints_and_cards_exclude_each_other(bool refused)
    {
        var host = FakeHosts.Make(HostEdition.Windows11, switches: new HostSwitches { CheckpointsRefused = refused }).Partitionable(paravirtual: true);
        host.Run("Checkpoint-VM -Name 'train-02' -SnapshotName 'before'");
        host.Fails("Add-VMGpuPartitionAdapter -VMName 'train-02'");
        host.Run("Remove-VMSnapshot -VMName 'train-02' -Name 'before'; Add-VMGpuPartitionAdapter -VMName 'train-02'");

        if (refused)
        {
            host.Fails("Checkpoint-VM -Name 'train-02' -SnapshotName 'after'");
        }
        else
        {
            host.Run("Checkpoint-VM -Name 'train-02' -SnapshotName 'after'; Start-VM -Name 'train-02'");
            host.Fails("Checkpoint-VM -Name 'train-02' -SnapshotName 'running'");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_device_out_of_a_pool_is_picked_at_the_start_and_goes_back(bool emptyUntilStart)
    {
        var host = FakeHosts.Make(HostEdition.Server2025, switches: new HostSwitches { PooledIsEmptyUntilStart = emptyUntilStart });
        host.Devices.ForEach(d => (d.IsDisabled, d.IsDismounted) = (d.BaseClass == 3, d.BaseClass == 3));
        host.Vms.ForEach(v => v.StopAction = 2);
        host.Run("New-VMResourcePool -Name 'Pool' -ResourcePoolType 'PciExpress' | Out-Null; Add-VMHostAssignableDevice -LocationPath $Arguments.Path -ResourcePoolName 'Pool'", $$"""{"Path":"{{FakeHosts.Card}}"}""");
        host.Run("Add-VMAssignableDevice -VMName 'train-02' -ResourcePoolName 'Pool'; Add-VMAssignableDevice -VMName 'web-03' -ResourcePoolName 'Pool'");
        Assert.Equal(emptyUntilStart ? "" : FakeHosts.Card, host.Run("(Get-VMAssignableDevice -VMName 'train-02').LocationPath")[0]);

        host.Run("Start-VM -Name 'train-02'");
        Assert.Equal(FakeHosts.Card, host.Run("(Get-VMAssignableDevice -VMName 'train-02').LocationPath")[0]);
        Assert.Contains("(0x800705AA)", host.Fails("Start-VM -Name 'web-03'").Message, StringComparison.Ordinal);
        Assert.Equal("OperationFailed", host.Fails("Mount-VMHostAssignableDevice -LocationPath $Arguments.Path", $$"""{"Path":"{{FakeHosts.Card}}"}""").Id);

        host.Run("Stop-VM -Name 'train-02'; Start-VM -Name 'web-03'");
        Assert.Equal(host.Vms[1].Id, host.Devices[0].Vm);
    }

    [Fact]
    public void Remotefx_is_found_and_taken_off_and_a_vm_that_has_it_does_not_start_on_a_new_host()
    {
        var host = FakeHosts.Make(HostEdition.Server2019);
        (host.Vms[0].HasRemoteFx, host.RemoteFx["NVIDIA A40"]) = (true, true);

        host.Fails("Start-VM -Name 'train-02'");
        Assert.Equal(1073741824UL, host.Run("(Get-VMRemoteFx3dVideoAdapter -VMName 'train-02').VRAMSizeBytes")[0]);
        host.Run("Remove-VMRemoteFx3dVideoAdapter -VMName 'train-02'; Disable-VMRemoteFXPhysicalVideoAdapter -Name 'NVIDIA A40'; Start-VM -Name 'train-02'");
        Assert.Equal(false, host.Run("(Get-VMRemoteFXPhysicalVideoAdapter).Enabled")[0]);
    }

    [Fact]
    public void Registry_errors_are_those_of_the_provider()
    {
        var host = FakeHosts.Make();

        Assert.Equal("PathNotFound,Microsoft.PowerShell.Commands.GetItemPropertyCommand", host.Fails("Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\None'").FullyQualifiedErrorId);
        host.Registry.Set(@"SOFTWARE\Some", "A", "DWord", 1);
        Assert.Equal("System.Management.Automation.PSArgumentException,Microsoft.PowerShell.Commands.GetItemPropertyCommand", host.Fails("Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Some' -Name 'B'").FullyQualifiedErrorId);
        Assert.Empty(host.Run("Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\None' -ErrorAction SilentlyContinue"));
        Assert.Equal(1, host.Run("(Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Some').A")[0]);
        host.Run("Remove-ItemProperty -Path 'HKLM:\\SOFTWARE\\Some' -Name 'A'");
        Assert.Equal("System.IO.IOException,Microsoft.PowerShell.Commands.NewItemCommand", host.Fails("New-Item -Path 'HKLM:\\SOFTWARE\\No\\Parent'").FullyQualifiedErrorId);
    }

    [Fact]
    public void A_guests_disk_is_mounted_while_it_is_off_and_files_are_copied_and_hashed()
    {
        var host = FakeHosts.Make();
        host.Files[@"C:\Windows\System32\DriverStore\FileRepository\nv.inf_amd64_1\nvlddmkm.sys"] = FakeFile.Text("driver");
        host.Vms[0].Files[@"Windows\explorer.exe"] = FakeFile.Text("shell");

        var letter = (string)host.Run("Mount-VHD -Path (Get-VMHardDiskDrive -VMName 'train-02').Path -Passthru | Out-Null; (Get-Partition).DriveLetter")[0]!;
        Assert.Equal(true, host.Run("Test-Path -LiteralPath $Arguments.Path", $$"""{"Path":"{{letter}}:\\Windows"}""")[0]);
        host.Run("Copy-Item -LiteralPath 'C:\\Windows\\System32\\DriverStore\\FileRepository\\nv.inf_amd64_1' -Destination $Arguments.To -Recurse", $$"""{"To":"{{letter}}:\\Windows\\System32\\HostDriverStore\\FileRepository"}""");
        Assert.Equal(
            FakeFile.Text("driver").Hash,
            host.Run("(Get-FileHash -LiteralPath $Arguments.Path).Hash", $$"""{"Path":"{{letter}}:\\Windows\\System32\\HostDriverStore\\FileRepository\\nv.inf_amd64_1\\nvlddmkm.sys"}""")[0]);
        host.Run("Dismount-VHD -Path (Get-VMHardDiskDrive -VMName 'train-02').Path");

        Assert.True(host.Vms[0].Files.ContainsKey(@"Windows\System32\HostDriverStore\FileRepository\nv.inf_amd64_1\nvlddmkm.sys"));
        host.Run("Start-VM -Name 'train-02'");
        Assert.Equal("ResourceBusy", host.Fails("Mount-VHD -Path (Get-VMHardDiskDrive -VMName 'train-02').Path").Category);
    }

    [Fact]
    public void A_cluster_keeps_an_offline_action_for_each_vm()
    {
        var host = FakeScenarios.Make("pool");

        host.Run("Get-ClusterResource | Where-Object { $_.Name -like '*train-02' } | ForEach-Object { Set-ClusterParameter -InputObject $_ -Name 'OfflineAction' -Value 3 }");

        Assert.Equal(3, host.Cluster!.OfflineActions[FakeHosts.Train]);
        Assert.Equal("CommandNotFoundException", FakeHosts.Make().Fails("Get-Cluster").FullyQualifiedErrorId);
    }

    [Fact]
    public void A_restart_ends_the_answer_and_does_with_vms_what_their_settings_say()
    {
        var time = new Barelane.TestKit.ManualTimeProvider();
        var host = FakeHosts.Make(time: time);
        host.Vms.ForEach(v => (v.State, v.StopAction) = (Enums.Running, 2));
        var booted = host.Booted;

        Assert.Throws<ConnectionLostException>(() => host.Run("Restart-Computer -Force"));

        Assert.True(host.Booted > booted);
        Assert.All(host.Vms, v => Assert.True(v.IsOff));
    }

    [Fact]
    public void Planted_faults_strike_as_told()
    {
        var host = FakeHosts.Make();
        host.Faults.Add(new FaultRule { Cmdlet = "Set-VM", Action = FaultAction.Refuse, Skip = 1, Id = "InvalidState", Category = "InvalidOperation" });
        host.Run("Set-VM -Name 'train-02' -Notes 'one'");
        Assert.Equal("InvalidState,Microsoft.HyperV.PowerShell.Commands.SetVM", host.Fails("Set-VM -Name 'train-02' -Notes 'two'").FullyQualifiedErrorId);
        Assert.Equal("one", host.Vms[0].Notes);

        host.Faults.Add(new FaultRule { Cmdlet = "*", Action = FaultAction.LoseAfter });
        Assert.Throws<ConnectionLostException>(() => host.Run("Set-VM -Name 'train-02' -Notes 'three'"));
        Assert.Equal("three", host.Vms[0].Notes);

        host.Faults.Add(new FaultRule { Cmdlet = "Get-VM", Action = FaultAction.Twice });
        Assert.Equal(2, host.Run("Get-VM -Name 'train-02'").Count);
        Assert.Equal(3, host.Faults.Struck);
    }

    [Fact]
    public void Two_vms_of_one_name_are_both_found_and_wildcards_in_names_match()
    {
        var host = FakeHosts.Make();
        host.Vms[1].Name = "train-02";

        Assert.Equal(2, host.Run("Get-VM -Name 'train-02'").Count);
        host.Vms[1].Name = "a[1]";
        Assert.Equal("InvalidArgument", ((PsErrorRecord)host.Run("try { Get-VM -Name 'a1x' -ErrorAction Stop } catch { $_ }")[0]!).Category);
        Assert.Single(host.Run("Get-VM | Where-Object { $_.Name -eq 'a[1]' }"));
        Assert.Empty(host.Run("Get-VM -Name 'a[1]'"));
    }
}
