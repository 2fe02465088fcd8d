# What the failover cluster does with a VM when its resource goes offline.
$resources = @(Get-ClusterResource -ErrorAction Stop | Where-Object { $_.ResourceType -like 'Virtual Machine' -and @(Get-ClusterParameter -InputObject $_ -Name 'VmID' -ErrorAction SilentlyContinue | Where-Object { $_.Value -eq $Arguments.Vm }).Count -gt 0 })
if ($resources.Count -ne 1) {
    throw 'barelane-cluster-resource'
}
Set-ClusterParameter -InputObject $resources[0] -Name 'OfflineAction' -Value ([int]$Arguments.Value) -ErrorAction Stop
