# Asks a VM's guest to shut down, and waits for it.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Stop-VM -VM $vm -Confirm:$false -ErrorAction Stop
