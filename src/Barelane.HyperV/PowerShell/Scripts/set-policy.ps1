# Sets a policy for assigned devices, or takes it away where there was none.
if (-not ($Arguments.Name -match '^RequireS(ecure|upported)DeviceAssignment\z')) {
    throw 'barelane-argument'
}
$key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\HyperV'
if ($Arguments.Remove) {
    Remove-ItemProperty -Path $key -Name $Arguments.Name -Confirm:$false -ErrorAction Stop
} else {
    if (-not (Test-Path -Path $key)) {
        New-Item -Path $key -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
    }
    New-ItemProperty -Path $key -Name $Arguments.Name -PropertyType 'DWord' -Value ([int]$Arguments.Value) -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
}
