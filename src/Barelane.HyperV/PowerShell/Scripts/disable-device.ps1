# Takes a device from its driver on the host.
if (-not ($Arguments.Device -match '^PCI\\')) {
    throw 'barelane-argument'
}
Disable-PnpDevice -InstanceId $Arguments.Device -Confirm:$false -ErrorAction Stop
