# The dismounted devices, and the pools with those that are in each.
$all = @(Get-VMHostAssignableDevice -ErrorAction Stop | ForEach-Object { [pscustomobject]@{ id = [string]$_.InstanceID; path = [string]$_.LocationPath } })
$pools = @()
if ($Arguments.Pools) {
    $pools = @(Get-VMResourcePool -ResourcePoolType 'PciExpress' -ErrorAction SilentlyContinue | Where-Object { $_.Name -ne 'Primordial' } | ForEach-Object {
        [pscustomobject]@{ name = [string]$_.Name; devices = @(Get-VMHostAssignableDevice -ResourcePoolName $_.Name -ErrorAction SilentlyContinue | ForEach-Object { [string]$_.LocationPath }) }
    })
}
[pscustomobject]@{ devices = $all; pools = $pools }
