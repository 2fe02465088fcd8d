# Removes a VM's checkpoint; its disks are merged.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
$found = @(Get-VMSnapshot -VM $vm -ErrorAction Stop | Where-Object { $_.Name -eq $Arguments.Name })
if ($found.Count -ne 1) {
    throw 'barelane-checkpoint-ambiguous'
}
Remove-VMSnapshot -VMSnapshot $found[0] -Confirm:$false -ErrorAction Stop
