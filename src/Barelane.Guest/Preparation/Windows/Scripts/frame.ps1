$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$request = ConvertFrom-Json -InputObject ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($data)))
$reply = @{}
try {
#BODY#
} catch {
  $reply = @{ error = [string]$_.Exception.Message }
}
$json = ConvertTo-Json -InputObject $reply -Depth 4 -Compress
'<<<BARELANE ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>'
