# The newest entries of an event log, a line each; nothing where the host has no such log.
if (-not ($Arguments.Log -match '^(System|Microsoft-Windows-(Hyper-V|DxgKrnl|Kernel-PnP)[A-Za-z0-9/-]*)\z')) {
    throw 'barelane-argument'
}
@(Get-WinEvent -LogName $Arguments.Log -MaxEvents ([long]$Arguments.Most) -ErrorAction SilentlyContinue | ForEach-Object {
    [pscustomobject]@{ time = $_.TimeCreated.ToUniversalTime().ToString('o'); id = [int]$_.Id; level = [string]$_.LevelDisplayName; source = [string]$_.ProviderName; text = [string]$_.Message }
})
