$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$data = @{ bitLocker = $null; tpm = $null; vbs = $null; codeIntegrity = $null; updateDrivers = $null }
try {
  $volume = Get-CimInstance -Namespace 'root\cimv2\security\MicrosoftVolumeEncryption' -ClassName Win32_EncryptableVolume | Where-Object { $_.DriveLetter -eq $env:SystemDrive }
  if ($volume) { $data.bitLocker = [int]$volume.ProtectionStatus }
} catch { $data.bitLocker = $null }
try {
  $tpm = Get-CimInstance -Namespace 'root\cimv2\security\MicrosoftTpm' -ClassName Win32_Tpm
  $data.tpm = [bool]($tpm -and $tpm.IsEnabled_InitialValue)
} catch { $data.tpm = $null }
try {
  $guard = Get-CimInstance -Namespace 'root\Microsoft\Windows\DeviceGuard' -ClassName Win32_DeviceGuard
  $data.vbs = [int]$guard.VirtualizationBasedSecurityStatus
  $data.codeIntegrity = (@($guard.SecurityServicesRunning) -contains 2)
} catch { $data.vbs = $null }
$policy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate'
if (Test-Path -LiteralPath $policy) { $data.updateDrivers = (Get-Item -LiteralPath $policy).GetValue('ExcludeWUDriversInQualityUpdate', $null) }
$json = ConvertTo-Json -InputObject $data -Depth 2 -Compress
'<<<BARELANE ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>'
