# What the host uses for itself: disks with the flag of those it boots from, what stands above them, and its network adapters.
$disks = @(Get-Disk -ErrorAction Stop | ForEach-Object { [pscustomobject]@{ path = [string]$_.Path; name = [string]$_.FriendlyName; boots = ([bool]$_.IsBoot -or [bool]$_.IsSystem) } })
$parents = @(Get-PnpDevice -PresentOnly -Class 'DiskDrive', 'SCSIAdapter', 'HDC' -ErrorAction SilentlyContinue | ForEach-Object {
    $id = [string]$_.InstanceId
    Get-PnpDeviceProperty -InstanceId $id -KeyName 'DEVPKEY_Device_Parent' -ErrorAction SilentlyContinue | ForEach-Object { [pscustomobject]@{ id = $id; parent = [string]$_.Data } }
})
$adapters = @(Get-NetAdapter -Physical -ErrorAction SilentlyContinue | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; device = [string]$_.PnPDeviceID; up = ([int]$_.InterfaceOperationalStatus -eq 1) } })
[pscustomobject]@{ disks = $disks; parents = $parents; adapters = $adapters }
