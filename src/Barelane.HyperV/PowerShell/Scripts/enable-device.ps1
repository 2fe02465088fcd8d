# Gives a device back to its driver on the host.
Enable-PnpDevice -InstanceId $Arguments.Device -Confirm:$false -ErrorAction Stop
