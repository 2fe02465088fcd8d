# Every PCI device that is there, those dismounted for VMs included (PCIP), with the properties asked for. A property that a device lacks comes as type Empty, or not at all.
@(Get-PnpDevice -PresentOnly -ErrorAction Stop | Where-Object { $_.InstanceId -like 'PCI\*' -or $_.InstanceId -like 'PCIP\*' } | ForEach-Object {
    $properties = @(Get-PnpDeviceProperty -InstanceId $_.InstanceId -KeyName $Arguments.Keys -ErrorAction SilentlyContinue | ForEach-Object {
        [pscustomobject]@{ key = [string]$_.KeyName; type = [string]$_.Type; data = @($_.Data) }
    })
    [pscustomobject]@{
        id = [string]$_.InstanceId
        name = [string]$_.FriendlyName
        class = [string]$_.Class
        maker = [string]$_.Manufacturer
        service = [string]$_.Service
        status = [string]$_.Status
        problem = [string]$_.ConfigManagerErrorCode
        properties = $properties
    }
})
