# Mounts the disk of a VM that is off on its host, noted first so that one left mounted is found again, and tells the volume with Windows on it.
# Not for restricted sessions: it opens a disk by a path that it is given.
$key = 'HKLM:\SOFTWARE\Barelane\Guests\' + $Arguments.Vm
New-ItemProperty -LiteralPath $key -Name 'Mounted' -PropertyType 'String' -Value $Arguments.Disk -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
$disk = Mount-VHD -Path $Arguments.Disk -Passthru -Confirm:$false -ErrorAction Stop
@(Get-Partition -DiskNumber $disk.DiskNumber -ErrorAction Stop | Where-Object { [string]$_.DriveLetter -match '^[A-Z]$' } | ForEach-Object { [string]$_.DriveLetter + ':' } |
    Where-Object { Test-Path -LiteralPath ($_ + '\Windows\System32') } | ForEach-Object { [pscustomobject]@{ volume = $_ } })
