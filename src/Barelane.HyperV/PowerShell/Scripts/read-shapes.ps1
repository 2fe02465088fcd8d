# Which properties the objects have that other scripts read, each with the type of its value: what this program was written against is compared with it.
$all = @(
    @(Get-VM -ErrorAction SilentlyContinue | Select-Object -First 1)
    @(Get-VMHost -ErrorAction SilentlyContinue | Select-Object -First 1)
    @(Get-PnpDevice -PresentOnly -ErrorAction SilentlyContinue | Where-Object { $_.InstanceId -like 'PCI\*' } | Select-Object -First 1)
    @(Get-VMHostAssignableDevice -ErrorAction SilentlyContinue | Select-Object -First 1)
)
@($all | ForEach-Object {
    $object = $_
    [pscustomobject]@{ type = [string]$object.PSObject.TypeNames[0]; properties = @($object.PSObject.Properties | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; type = [string]$_.TypeNameOfValue } }) }
})
