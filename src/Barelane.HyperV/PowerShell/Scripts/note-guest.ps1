# Notes on the host what was done to a VM's guest from there, or takes the note away.
# Not for restricted sessions: it writes to the registry by names that it is given.
$key = 'HKLM:\SOFTWARE\Barelane\Guests\' + $Arguments.Vm
if ($Arguments.Remove) {
    Remove-ItemProperty -LiteralPath $key -Name $Arguments.Name -Confirm:$false -ErrorAction Stop
} else {
    if (-not (Test-Path -LiteralPath $key)) {
        New-Item -Path $key -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
    }
    New-ItemProperty -LiteralPath $key -Name $Arguments.Name -PropertyType 'String' -Value $Arguments.Value -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
}
