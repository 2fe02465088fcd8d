# Gives a VM one device of a pool, whichever is free when it starts.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Add-VMAssignableDevice -VM $vm -ResourcePoolName $Arguments.Pool -Confirm:$false -ErrorAction Stop
