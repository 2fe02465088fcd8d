# Puts a dismounted device into a pool.
Add-VMHostAssignableDevice -LocationPath $Arguments.Path -ResourcePoolName $Arguments.Pool -ErrorAction Stop
