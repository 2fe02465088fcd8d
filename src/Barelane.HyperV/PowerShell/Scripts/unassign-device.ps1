# Takes a device off a VM; it stays dismounted.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Remove-VMAssignableDevice -VM $vm -LocationPath $Arguments.Path -Confirm:$false -ErrorAction Stop
