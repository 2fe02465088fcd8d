# Whether the guest says how memory is cached (write-combining); the VM has to be off.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Set-VM -VM $vm -GuestControlledCacheTypes ([bool]$Arguments.Value) -Confirm:$false -ErrorAction Stop
