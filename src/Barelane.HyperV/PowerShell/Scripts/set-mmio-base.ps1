# Where a VM's upper window for devices begins, in MiB; the VM has to be off. No cmdlet sets it: this is what Microsoft's SetHighMmioBase.ps1 does. 4096 says that it is under way.
$settings = @(Get-WmiObject -Namespace 'root\virtualization\v2' -Class 'Msvm_VirtualSystemSettingData' -ErrorAction Stop | Where-Object { $_.VirtualSystemIdentifier -eq $Arguments.Vm -and $_.VirtualSystemType -eq 'Microsoft:Hyper-V:System:Realized' })
$service = @(Get-WmiObject -Namespace 'root\virtualization\v2' -Class 'Msvm_VirtualSystemManagementService' -ErrorAction Stop)
if ($settings.Count -ne 1 -or $service.Count -ne 1) {
    throw 'barelane-wmi-ambiguous'
}
$setting = $settings[0]
$setting.HighMmioGapBase = [uint64]$Arguments.Base
$answer = $service[0].ModifySystemSettings($setting.GetText('CimDtd20'))
if ([int]$answer.ReturnValue -notin @(0, 4096)) {
    throw 'barelane-wmi-refused'
}
