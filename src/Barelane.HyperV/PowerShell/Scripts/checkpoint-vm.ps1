# Makes a checkpoint of a VM.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Checkpoint-VM -VM $vm -SnapshotName $Arguments.Name -Confirm:$false -ErrorAction Stop
