# The registry's policies for assigned devices, Barelane's own sign of maintenance and notes on devices and guests, and what the hardware offers for security. What is not there is left out.
$policies = @(Get-ItemProperty -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\HyperV' -ErrorAction SilentlyContinue | Select-Object -Property 'RequireSecureDeviceAssignment', 'RequireSupportedDeviceAssignment')
$own = @(Get-ItemProperty -Path 'HKLM:\SOFTWARE\Barelane' -ErrorAction SilentlyContinue | Select-Object -Property Maintenance)
$notes = @(Get-ItemProperty -Path 'HKLM:\SOFTWARE\Barelane\Devices\*' -ErrorAction SilentlyContinue | Select-Object -Property 'PSChildName', 'Memory' | ForEach-Object { [pscustomobject]@{ path = [string]$_.PSChildName; memory = [string]$_.Memory } })
$guests = @(Get-ItemProperty -Path 'HKLM:\SOFTWARE\Barelane\Guests\*' -ErrorAction SilentlyContinue | Select-Object -Property 'PSChildName', 'DriverFiles', 'DriverFilesChecked', 'Mounted' | ForEach-Object {
    [pscustomobject]@{ vm = [string]$_.PSChildName; driverFiles = [string]$_.DriverFiles; driverFilesChecked = [string]$_.DriverFilesChecked; mounted = [string]$_.Mounted }
})
$guard = @(Get-CimInstance -Namespace 'root\Microsoft\Windows\DeviceGuard' -ClassName Win32_DeviceGuard -ErrorAction SilentlyContinue | ForEach-Object { @($_.AvailableSecurityProperties) })
$pending = @(Get-Item -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending', 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired' -ErrorAction SilentlyContinue)
[pscustomobject]@{ policies = $policies; own = $own; notes = $notes; guests = $guests; securityProperties = $guard; rebootPending = ($pending.Count -gt 0) }
