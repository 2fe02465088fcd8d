# Which kind of checkpoints a VM may have.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Set-VM -VM $vm -CheckpointType $Arguments.Value -Confirm:$false -ErrorAction Stop
