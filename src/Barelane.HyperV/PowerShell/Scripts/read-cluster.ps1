# The failover cluster the host belongs to, its nodes, and what the cluster does with each VM when the cluster's resource goes offline.
$cluster = Get-Cluster -ErrorAction Stop
$nodes = @(Get-ClusterNode -ErrorAction Stop | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; state = [int]$_.State } })
$actions = @(Get-ClusterResource -ErrorAction SilentlyContinue | Where-Object { $_.ResourceType -like 'Virtual Machine' } | ForEach-Object {
    $values = @(Get-ClusterParameter -InputObject $_ -Name 'VmID', 'OfflineAction' -ErrorAction SilentlyContinue | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; value = [string]$_.Value } })
    [pscustomobject]@{ resource = [string]$_.Name; values = $values }
})
[pscustomobject]@{ id = [string]$cluster.Id; name = [string]$cluster.Name; nodes = $nodes; vms = $actions }
