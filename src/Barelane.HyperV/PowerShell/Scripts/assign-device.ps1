# Gives a dismounted device to a VM.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Add-VMAssignableDevice -VM $vm -LocationPath $Arguments.Path -Confirm:$false -ErrorAction Stop
