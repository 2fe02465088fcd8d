# Takes a device off a VM; it stays dismounted.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
$device = Get-VMAssignableDevice -VM $vm -ErrorAction Stop | Where-Object { $_.LocationPath -eq $Arguments.Path }
Remove-VMAssignableDevice -VMAssignableDevice $device -Confirm:$false -ErrorAction Stop
