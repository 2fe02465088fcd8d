# Whether the guest sees the processor's virtualisation; the VM has to be off.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Set-VMProcessor -VM $vm -ExposeVirtualizationExtensions ([bool]$Arguments.Value) -Confirm:$false -ErrorAction Stop
