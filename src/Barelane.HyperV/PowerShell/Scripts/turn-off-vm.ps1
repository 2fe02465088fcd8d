# Turns a VM off as if its plug were pulled.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Stop-VM -VM $vm -TurnOff -Force -Confirm:$false -ErrorAction Stop
