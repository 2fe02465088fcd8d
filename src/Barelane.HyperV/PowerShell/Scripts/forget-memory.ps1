# Takes away the note about the memory that a device maps: the host has it again, and Windows tells.
if (-not ($Arguments.Path -match '^PCIROOT\([0-9A-Fa-f]+\)(#PCI\([0-9A-Fa-f]{4}\))+\z')) {
    throw 'barelane-argument'
}
$key = 'HKLM:\SOFTWARE\Barelane\Devices\' + $Arguments.Path
Remove-Item -LiteralPath $key -Recurse -Confirm:$false -ErrorAction Stop
