# Cards that RemoteFX was allowed to use. Hosts without RemoteFX answer nothing, or an error that says as much.
@(Get-VMRemoteFXPhysicalVideoAdapter -ErrorAction SilentlyContinue | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; enabled = [bool]$_.Enabled } })
