#Requires -Modules VMware.VimAutomation.Core
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
# plan-0b86a044c1625c2d: apply 'render-farm', made by Barelane 0.1.0
# Barelane itself checks every condition right before each step, reads back what it did, and can
# take it back; this script does neither. Use it to review, or where nothing but these tools is allowed.
# host-reboot: 'dc1/esx02.lab' is rebooted, because the card waits for it.
# vm-power-off: 'dc1/web-03' is shut down, because its host 'esx02.lab' goes down.
# lose-live-migration: vMotion of 'dc1/render-01' is lost; it was moved twice in the last week.

# s01  power off VM dc1/render-01
#      because its configuration can be changed only while it is off
Stop-VMGuest -VM 'render-01' -Confirm:$false
while ((Get-VM -Name 'render-01').PowerState -ne 'PoweredOff') { Start-Sleep -Seconds 5 }
#      undo: power on

# s02  move VM dc1/render-01
#      because the card is on 'esx02.lab'
Move-VM -VM 'render-01' -Destination (Get-VMHost -Name 'esx02.lab') -Confirm:$false
#      undo: move back

# s03  take host dc1/esx02.lab into maintenance mode
#      because the card is claimed
Set-VMHost -VMHost 'esx02.lab' -State Maintenance -Confirm:$false
#      undo: leave maintenance mode

# s04  claim device dc1/esx02.lab 0000:3b:00.0 for passthrough
#      because the card goes to a VM
$pci = Get-View -Id (Get-VMHost -Name 'esx02.lab').ExtensionData.ConfigManager.PciPassthruSystem
$config = @()
$config += New-Object VMware.Vim.HostPciPassthruConfig -Property @{ Id = '0000:3b:00.0'; PassthruEnabled = $true }
$pci.UpdatePassthruConfig($config)
#      undo: give it back to the host

# s05  reboot host dc1/esx02.lab
#      because the claim waits for a reboot
$before = (Get-VMHost -Name 'esx02.lab').ExtensionData.Runtime.BootTime
Restart-VMHost -VMHost 'esx02.lab' -Confirm:$false | Out-Null
while ($true) { Start-Sleep -Seconds 15; $h = Get-VMHost -Name 'esx02.lab' -ErrorAction SilentlyContinue; if ($h -and $h.ConnectionState -in 'Connected','Maintenance' -and $h.ExtensionData.Runtime.BootTime -ne $before) { break } }

# s06  take host dc1/esx02.lab out of maintenance mode
#      because the host is taken back into service
Set-VMHost -VMHost 'esx02.lab' -State Connected -Confirm:$false
#      undo: part of the same bracket

# s07  configure VM dc1/render-01, all at once
#      because the VM gets the card
$vm = Get-VM -Name 'render-01'
$spec = New-Object VMware.Vim.VirtualMachineConfigSpec
$spec.ChangeVersion = $vm.ExtensionData.Config.ChangeVersion
$spec.MemoryReservationLockedToMax = $true
$spec.ExtraConfig += New-Object VMware.Vim.OptionValue -Property @{ Key = 'pciPassthru.use64bitMMIO'; Value = 'TRUE' }
$spec.ExtraConfig += New-Object VMware.Vim.OptionValue -Property @{ Key = 'pciPassthru.64bitMMIOSizeGB'; Value = '128' }
$spec.ExtraConfig += New-Object VMware.Vim.OptionValue -Property @{ Key = 'barelane.run'; Value = 'by-hand' }
$change = New-Object VMware.Vim.VirtualDeviceConfigSpec
$change.Operation = 'add'
$change.Device = New-Object VMware.Vim.VirtualPCIPassthrough -Property @{ Key = -1 }
$target = (Get-View -Id (Get-View -Id $vm.VMHost.ExtensionData.Parent).EnvironmentBrowser).QueryConfigTarget($vm.VMHost.ExtensionData.MoRef)
$function = $target.PciPassthrough | Where-Object { $_.PciDevice.Id -eq '0000:3b:00.0' }
$change.Device.Backing = New-Object VMware.Vim.VirtualPCIPassthroughDeviceBackingInfo -Property @{ Id = $function.PciDevice.Id; DeviceId = '{0:x}' -f ($function.PciDevice.DeviceId -band 0xffff); SystemId = $function.SystemId; VendorId = $function.PciDevice.VendorId; DeviceName = $function.PciDevice.DeviceName }
$spec.DeviceChange += $change
$vm.ExtensionData.ReconfigVM($spec)
throw 'By hand: set virtual hardware to vmx-19, then go on below.'
#      undo: the values before, but for the virtual hardware, which has no way back

# s08  power on VM dc1/render-01
#      because it ran before
Start-VM -VM 'render-01' -Confirm:$false
#      undo: power off

# s09  verify dc1/render-01
#      because what was reached is proved by reading it again
