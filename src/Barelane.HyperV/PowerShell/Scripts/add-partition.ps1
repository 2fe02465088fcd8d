# Gives a VM a partition: of the card that is named, or where the host's module can't choose, of any.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
if ($Arguments.Path) {
    Add-VMGpuPartitionAdapter -VM $vm -InstancePath $Arguments.Path -Confirm:$false -ErrorAction Stop
} else {
    Add-VMGpuPartitionAdapter -VM $vm -Confirm:$false -ErrorAction Stop
}
