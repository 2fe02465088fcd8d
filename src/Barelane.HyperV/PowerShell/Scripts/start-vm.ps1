# Starts a VM.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Start-VM -VM $vm -Confirm:$false -ErrorAction Stop
