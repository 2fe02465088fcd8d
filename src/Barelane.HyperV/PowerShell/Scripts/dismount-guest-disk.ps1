# Dismounts a VM's disk that was mounted on its host, and takes the note about it away.
# Not for restricted sessions: it opens a disk by a path that it is given.
$key = 'HKLM:\SOFTWARE\Barelane\Guests\' + $Arguments.Vm
if (@(Get-VHD -Path $Arguments.Disk -ErrorAction Stop | Where-Object { $_.Attached }).Count -gt 0) {
    Dismount-VHD -Path $Arguments.Disk -Confirm:$false -ErrorAction Stop
}
Remove-ItemProperty -LiteralPath $key -Name 'Mounted' -Confirm:$false -ErrorAction Stop
