# The cards that can be cut into partitions. Units are the driver's; 18446744073709551615 is no limit.
$found = @()
if ($Arguments.Command -eq 'Get-VMHostPartitionableGpu') {
    $found = @(Get-VMHostPartitionableGpu -ErrorAction Stop)
} elseif ($Arguments.Command -eq 'Get-VMPartitionableGpu') {
    $found = @(Get-VMPartitionableGpu -ErrorAction Stop)
} else {
    $found = @(Get-CimInstance -Namespace 'root\virtualization\v2' -ClassName Msvm_PartitionableGpu -ErrorAction SilentlyContinue)
}
@($found | Select-Object -Property 'Name', 'ValidPartitionCounts', 'PartitionCount', 'TotalVRAM', 'AvailableVRAM', 'SupportsIncomingLiveMigration' | ForEach-Object {
    [pscustomobject]@{
        name = [string]$_.Name
        counts = @($_.ValidPartitionCounts | ForEach-Object { [int]$_ })
        count = $_.PartitionCount
        memory = $_.TotalVRAM
        free = $_.AvailableVRAM
        migrates = $_.SupportsIncomingLiveMigration
    }
})
