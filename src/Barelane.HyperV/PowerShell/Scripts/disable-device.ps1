# Takes a device from its driver on the host.
Disable-PnpDevice -InstanceId $Arguments.Device -Confirm:$false -ErrorAction Stop
