# Whether a checkpoint is made each time the VM starts.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Set-VM -VM $vm -AutomaticCheckpointsEnabled ([bool]$Arguments.Value) -Confirm:$false -ErrorAction Stop
