#Requires -RunAsAdministrator
#Requires -Modules Hyper-V
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
function Find-Device($Bus, $Address) {
    Get-PnpDevice -PresentOnly | Where-Object { $_.InstanceId -like 'PCI\*' -or $_.InstanceId -like 'PCIP\*' } | Where-Object {
        (Get-PnpDeviceProperty -InstanceId $_.InstanceId -KeyName DEVPKEY_Device_BusNumber).Data -eq $Bus -and (Get-PnpDeviceProperty -InstanceId $_.InstanceId -KeyName DEVPKEY_Device_Address).Data -eq $Address
    } | Select-Object -First 1
}
function Find-Path($Device) { (Get-PnpDeviceProperty -InstanceId $Device.InstanceId -KeyName DEVPKEY_Device_LocationPaths).Data | Where-Object { $_ -like 'PCIROOT*' } | Select-Object -First 1 }
# plan-9b914de37c9b08a9: apply 'render-farm', made by Barelane 0.1.0
# Barelane itself checks every condition right before each step, reads back what it did, and can
# take it back; this script does neither. Use it to review, or where nothing but these tools is allowed.

# s01  claim device hv01/HV01 0000:3b:00.0 for passthrough
#      because the VM gets the card
New-VMResourcePool -Name 'GpuChildPool' -ResourcePoolType PciExpress | Out-Null
$device = Find-Device 59 1   # 0000:3b:00.1
$path = Find-Path $device
Disable-PnpDevice -InstanceId $device.InstanceId -Confirm:$false
# Where its maker's mitigation driver is not installed, or the path to it does not isolate, this needs -Force: only for a VM that is trusted.
Dismount-VMHostAssignableDevice -LocationPath $path
$device = Find-Device 59 0   # 0000:3b:00.0
$path = Find-Path $device
Disable-PnpDevice -InstanceId $device.InstanceId -Confirm:$false
# Where its maker's mitigation driver is not installed, or the path to it does not isolate, this needs -Force: only for a VM that is trusted.
Dismount-VMHostAssignableDevice -LocationPath $path
Add-VMHostAssignableDevice -LocationPath $path -ResourcePoolName 'GpuChildPool'
#      undo: give it back to the host

# s02  make slices possible on hv01/HV01
#      because the VM gets the card
if (-not (Test-Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\HyperV')) { New-Item -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\HyperV' -Force | Out-Null }
New-ItemProperty -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\HyperV' -Name 'RequireSecureDeviceAssignment' -PropertyType DWord -Value 0 -Force | Out-Null
#      undo: the value before

# s03  make slices possible on hv01/HV01 0000:3b:00.0
#      because the VM gets the card
$device = Find-Device 59 0   # 0000:3b:00.0
$name = (Get-VMHostPartitionableGpu | Where-Object { $_.Name -like ('*' + $device.InstanceId.Replace('\', '#') + '*') }).Name
Set-VMHostPartitionableGpu -Name $name -PartitionCount 4
#      undo: the value before

# s04  power off VM hv01/train-02
#      because the VM gets the card
Stop-VM -VM (Get-VM -Id '1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0001') -Confirm:$false
#      undo: power on

# s05  make restore point of VM hv01/train-02
#      because the VM gets the card
Checkpoint-VM -VM (Get-VM -Id '1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0001') -SnapshotName 'it''s before'
#      undo: kept, as your way back to the disks as they were

# s06  configure VM hv01/train-02, all at once
#      because the VM gets the card
$vm = (Get-VM -Id '1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0001')
Get-VMGpuPartitionAdapter -VM $vm | Select-Object -First 1 | Remove-VMGpuPartitionAdapter
Set-VM -VM $vm -AutomaticStopAction TurnOff
Set-VMMemory -VM $vm -DynamicMemoryEnabled $false
Set-VM -VM $vm -CheckpointType Disabled
Set-VM -VM $vm -AutomaticCheckpointsEnabled $false
Set-VMProcessor -VM $vm -ExposeVirtualizationExtensions $false
Set-VM -VM $vm -GuestControlledCacheTypes $true
Set-VM -VM $vm -LowMemoryMappedIoSpace 1024MB
Set-VM -VM $vm -HighMemoryMappedIoSpace 67584MB
Remove-VMRemoteFx3dVideoAdapter -VM $vm -Confirm:$false
Add-VMAssignableDevice -VM $vm -LocationPath 'PCIROOT(36)#PCI(0200)#PCI(0000)'
Add-VMAssignableDevice -VM $vm -ResourcePoolName 'GpuChildPool'
Add-VMAssignableDevice -VM $vm -ResourcePoolName 'GpuChildPool'
throw 'By hand: set offline action to force-shut-down, then go on below.'
# Barelane's mark in the VM's notes is left out: what is done by hand is not under its care until 'barelane adopt'.
#      undo: the values before, but for RemoteFX, which was withdrawn

# s07  power on VM hv01/train-02
#      because the VM gets the card
Start-VM -VM (Get-VM -Id '1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0001')
#      undo: power off

# s08  give device hv01/HV01 0000:3b:00.0 back to its host
#      because the VM gets the card
$device = Find-Device 59 0   # 0000:3b:00.0
$path = Find-Path $device
Remove-VMHostAssignableDevice -LocationPath $path -ResourcePoolName 'GpuChildPool'
Mount-VMHostAssignableDevice -LocationPath $path
$device = Find-Device 59 0   # 0000:3b:00.0
Enable-PnpDevice -InstanceId $device.InstanceId -Confirm:$false
#      undo: claim it again

# s09  take slices away on hv01/HV01
#      because the VM gets the card
Remove-ItemProperty -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\HyperV' -Name 'RequireSecureDeviceAssignment'
#      undo: the value before
