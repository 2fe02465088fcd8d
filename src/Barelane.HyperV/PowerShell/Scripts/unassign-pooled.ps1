# Takes one device of a pool off a VM.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
$device = Get-VMAssignableDevice -VM $vm -ErrorAction Stop | Where-Object { $_.ResourcePoolName -eq $Arguments.Pool } | Select-Object -First 1
Remove-VMAssignableDevice -VMAssignableDevice $device -Confirm:$false -ErrorAction Stop
