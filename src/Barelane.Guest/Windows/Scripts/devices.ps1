$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$drivers = @{}
Get-CimInstance Win32_PnPSignedDriver -Filter "DeviceClass='DISPLAY'" | ForEach-Object { if ($_.DeviceID) { $drivers[$_.DeviceID] = $_ } }
$devices = @(Get-CimInstance Win32_PnPEntity | Where-Object { $_.PNPDeviceID -like 'PCI\*' -or $_.PNPClass -eq 'Display' } | ForEach-Object {
  $driver = $drivers[$_.PNPDeviceID]
  $date = $null
  if ($driver -and $driver.DriverDate) { $date = $driver.DriverDate.ToUniversalTime().ToString('yyyy-MM-dd', [Globalization.CultureInfo]::InvariantCulture) }
  [pscustomobject]@{
    id = [string]$_.PNPDeviceID
    name = [string]$_.Name
    class = [string]$_.PNPClass
    compatible = [string](@($_.CompatibleID) -match '^PCI\\CC_[0-9A-F]{4}$' | Select-Object -First 1)
    code = $_.ConfigManagerErrorCode
    service = [string]$_.Service
    provider = [string]$driver.DriverProviderName
    version = [string]$driver.DriverVersion
    date = $date
  }
})
$json = ConvertTo-Json -InputObject ([pscustomobject]@{ devices = $devices }) -Depth 4 -Compress
'<<<BARELANE ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>'
