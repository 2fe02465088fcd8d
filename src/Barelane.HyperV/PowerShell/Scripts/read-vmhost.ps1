# What Hyper-V says of the host: whether devices can be given to VMs, and why not; its NUMA nodes' memory in MiB, and whether a VM may spread over several.
Get-VMHost -ErrorAction Stop | ForEach-Object {
    [pscustomobject]@{
        iov = [bool]$_.IovSupport
        reasons = @($_.IovSupportReasons | Where-Object { $_ } | ForEach-Object { [string]$_ })
        numaSpanning = [bool]$_.NumaSpanningEnabled
        nodes = @(Get-VMHostNumaNode -ErrorAction SilentlyContinue | ForEach-Object { [pscustomobject]@{ id = [int]$_.NodeId; totalMiB = [int]$_.MemoryTotal; freeMiB = [int]$_.MemoryAvailable } })
    }
}
