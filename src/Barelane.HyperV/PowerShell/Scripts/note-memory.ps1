# Notes on the host which memory a device maps: Windows no longer tells it once the device is disabled.
if (-not ($Arguments.Path -match '^PCIROOT\([0-9A-Fa-f]+\)(#PCI\([0-9A-Fa-f]{4}\))+\z')) {
    throw 'barelane-argument'
}
$key = 'HKLM:\SOFTWARE\Barelane\Devices\' + $Arguments.Path
if (-not (Test-Path -LiteralPath $key)) {
    New-Item -Path $key -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
}
New-ItemProperty -LiteralPath $key -Name 'Memory' -PropertyType 'String' -Value $Arguments.Value -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
