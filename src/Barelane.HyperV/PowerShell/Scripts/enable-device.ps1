# Gives a device back to its driver on the host.
if (-not ($Arguments.Device -match '^PCI\\')) {
    throw 'barelane-argument'
}
Enable-PnpDevice -InstanceId $Arguments.Device -Confirm:$false -ErrorAction Stop
