# Where each VM's upper window for devices begins, in MiB: only WMI tells it.
@(Get-CimInstance -Namespace 'root\virtualization\v2' -ClassName Msvm_VirtualSystemSettingData -ErrorAction Stop | Where-Object { $_.VirtualSystemType -eq 'Microsoft:Hyper-V:System:Realized' } | Select-Object -Property 'VirtualSystemIdentifier', 'HighMmioGapBase' | ForEach-Object {
    [pscustomobject]@{ vm = [string]$_.VirtualSystemIdentifier; base = $_.HighMmioGapBase }
})
