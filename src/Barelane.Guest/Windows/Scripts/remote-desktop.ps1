$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
function Read-Value($path, $name) {
  if (-not (Test-Path -LiteralPath $path)) { return $null }
  $key = Get-Item -LiteralPath $path
  $key.GetValue($name, $null)
}
$policy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services'
$server = 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server'
$data = [pscustomobject]@{
  productType = [int](Get-CimInstance Win32_OperatingSystem).ProductType
  denied = Read-Value $server 'fDenyTSConnections'
  deniedByPolicy = Read-Value $policy 'fDenyTSConnections'
  hardware = Read-Value $policy 'bEnumerateHWBeforeSW'
  wddm = Read-Value $policy 'fEnableWddmDriver'
  encode = Read-Value $policy 'AVCHardwareEncodePreferred'
}
$json = ConvertTo-Json -InputObject $data -Depth 2 -Compress
'<<<BARELANE ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>'
