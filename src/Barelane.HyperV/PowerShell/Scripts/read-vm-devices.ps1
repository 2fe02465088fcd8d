# What each VM has of the host's cards: devices, partitions, RemoteFX adapters. What the host's module can't tell is not asked.
@(Get-VM -ErrorAction Stop | ForEach-Object {
    $devices = @()
    if ($Arguments.Devices) {
        $devices = @(Get-VMAssignableDevice -VM $_ -ErrorAction Stop | Select-Object -Property 'InstanceID', 'LocationPath', 'ResourcePoolName' | ForEach-Object {
            [pscustomobject]@{ id = [string]$_.InstanceID; path = [string]$_.LocationPath; pool = [string]$_.ResourcePoolName }
        })
    }
    $partitions = @()
    if ($Arguments.Partitions) {
        $partitions = @(Get-VMGpuPartitionAdapter -VM $_ -ErrorAction Stop | Select-Object -Property 'Id', 'InstancePath' | ForEach-Object {
            [pscustomobject]@{ id = [string]$_.Id; path = [string]$_.InstancePath }
        })
    }
    $remoteFx = @()
    if ($Arguments.RemoteFx) {
        $remoteFx = @(Get-VMRemoteFx3dVideoAdapter -VM $_ -ErrorAction SilentlyContinue | ForEach-Object { [pscustomobject]@{ monitors = [string]$_.MaximumMonitors; resolution = [string]$_.MaximumScreenResolution } })
    }
    [pscustomobject]@{ vm = [string]$_.Id; devices = $devices; partitions = $partitions; remoteFx = $remoteFx }
})
