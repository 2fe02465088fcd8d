# Puts a dismounted device into a pool, which is made where it is missing.
$pools = @(Get-VMResourcePool -Name $Arguments.Pool -ResourcePoolType 'PciExpress' -ErrorAction SilentlyContinue)
if ($pools.Count -eq 0) {
    New-VMResourcePool -Name $Arguments.Pool -ResourcePoolType 'PciExpress' -Confirm:$false -ErrorAction Stop | Select-Object -First 0
}
Add-VMHostAssignableDevice -LocationPath $Arguments.Path -ResourcePoolName $Arguments.Pool -Confirm:$false -ErrorAction Stop
