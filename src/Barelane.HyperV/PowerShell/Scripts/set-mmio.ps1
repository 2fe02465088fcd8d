# The sizes of a VM's two windows for devices, in bytes; the VM has to be off.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Set-VM -VM $vm -LowMemoryMappedIoSpace ([long]$Arguments.Low) -HighMemoryMappedIoSpace ([uint64]$Arguments.High) -Confirm:$false -ErrorAction Stop
