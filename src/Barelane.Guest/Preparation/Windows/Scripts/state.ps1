$reply.administrator = ([Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole('Administrators')
$reply.policies = @($request.policies | ForEach-Object {
  $value = $null
  if (Test-Path -LiteralPath $_.key) { $value = (Get-Item -LiteralPath $_.key).GetValue($_.name, $null) }
  @{ key = $_.key; name = $_.name; value = $value }
})
$note = 'HKLM:\SOFTWARE\Barelane\Driver'
if (Test-Path -LiteralPath $note) {
  $item = Get-Item -LiteralPath $note
  $gone = @($item.GetValue('Published', @()) | Where-Object { -not (Test-Path -LiteralPath (Join-Path -Path $env:SystemRoot -ChildPath ('INF\' + $_))) })
  if ($gone.Count -eq 0) { $reply.driver = [string]$item.GetValue('Name') + ' sha256:' + [string]$item.GetValue('Sha256') }
}
if (-not $reply.driver) {
  $other = @(Get-CimInstance -ClassName Win32_PnPSignedDriver -Filter "DeviceClass='DISPLAY'" | Where-Object { $_.DriverProviderName -match 'NVIDIA|Advanced Micro Devices|Intel' })
  if ($other.Count -gt 0) { $reply.driver = 'other ' + [string]$other[0].DriverVersion }
}
try { $reply.secureBoot = [bool](Confirm-SecureBootUEFI) } catch { $reply.secureBoot = $null }
try {
  $volume = Get-CimInstance -Namespace 'root\cimv2\security\MicrosoftVolumeEncryption' -ClassName Win32_EncryptableVolume | Where-Object { $_.DriveLetter -eq $env:SystemDrive }
  if ($volume) { $reply.bitLocker = ($volume.ProtectionStatus -eq 1) }
} catch { $reply.bitLocker = $null }
