# Takes a dismounted device out of a pool.
Remove-VMHostAssignableDevice -LocationPath $Arguments.Path -ResourcePoolName $Arguments.Pool -Confirm:$false -ErrorAction Stop
