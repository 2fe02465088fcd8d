# Takes one partition off a VM.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Remove-VMGpuPartitionAdapter -VM $vm -AdapterId $Arguments.Adapter -Confirm:$false -ErrorAction Stop
