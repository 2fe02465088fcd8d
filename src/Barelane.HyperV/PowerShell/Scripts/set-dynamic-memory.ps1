# Switches dynamic memory off, or on within limits in bytes; the VM has to be off.
$vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
if ($Arguments.On) {
    Set-VMMemory -VM $vm -DynamicMemoryEnabled $true -MinimumBytes ([long]$Arguments.Minimum) -MaximumBytes ([long]$Arguments.Maximum) -Confirm:$false -ErrorAction Stop
} else {
    Set-VMMemory -VM $vm -DynamicMemoryEnabled $false -Confirm:$false -ErrorAction Stop
}
