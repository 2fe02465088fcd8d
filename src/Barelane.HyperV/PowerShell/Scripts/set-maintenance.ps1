# Puts up or takes down Barelane's sign that the host is in maintenance.
$key = 'HKLM:\SOFTWARE\Barelane'
if ($Arguments.On) {
    if (-not (Test-Path -Path $key)) {
        New-Item -Path $key -Confirm:$false -ErrorAction Stop | Select-Object -First 0
    }
    New-ItemProperty -Path $key -Name 'Maintenance' -PropertyType 'String' -Value $Arguments.Run -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
} else {
    Remove-ItemProperty -Path $key -Name 'Maintenance' -Confirm:$false -ErrorAction Stop
}
