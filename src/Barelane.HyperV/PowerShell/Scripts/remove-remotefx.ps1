# Takes the RemoteFX adapter off a VM. RemoteFX was withdrawn: it can't be put back.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
Remove-VMRemoteFx3dVideoAdapter -VM $vm -Confirm:$false -ErrorAction Stop
