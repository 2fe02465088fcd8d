# Notes on the host which memory a device maps: Windows no longer tells it once the device is disabled.
$key = 'HKLM:\SOFTWARE\Barelane\Devices\' + $Arguments.Path
if (-not (Test-Path -LiteralPath $key)) {
    New-Item -Path $key -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
}
New-ItemProperty -LiteralPath $key -Name 'Memory' -PropertyType 'String' -Value $Arguments.Value -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
