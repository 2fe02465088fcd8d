# Makes a pool for devices, under the name that it has on every node of a cluster.
New-VMResourcePool -Name $Arguments.Pool -ResourcePoolType 'PciExpress' -Confirm:$false -ErrorAction Stop | Select-Object -First 0
