# Takes away the note about the memory that a device maps: the host has it again, and Windows tells.
$key = 'HKLM:\SOFTWARE\Barelane\Devices\' + $Arguments.Path
Remove-Item -LiteralPath $key -Recurse -Confirm:$false -ErrorAction Stop
