# Writes a VM's notes, unless somebody wrote them since they were read.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
if ([string]$vm.Notes -ne $Arguments.Before) {
    throw 'barelane-concurrent-change'
}
Set-VM -VM $vm -Notes $Arguments.Value -Confirm:$false -ErrorAction Stop
