# Removes a pool for devices.
Remove-VMResourcePool -Name $Arguments.Pool -ResourcePoolType 'PciExpress' -Confirm:$false -ErrorAction Stop
