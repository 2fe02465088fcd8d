# What becomes of a VM when its host shuts down.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Set-VM -VM $vm -AutomaticStopAction $Arguments.Value -Confirm:$false -ErrorAction Stop
