# Runs one script with its arguments and prints one answer. Sent beside the script, the same each time.
param($request)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'Continue'
# Windows PowerShell 5.1 gives arrays a second Count, and ConvertTo-Json then writes them as objects.
Remove-TypeData -TypeName 'System.Array' -ErrorAction SilentlyContinue
$data = [System.Collections.ArrayList]@()
$warnings = [System.Collections.ArrayList]@()
$Arguments = $request.arguments
try {
    $block = [scriptblock]::Create($request.script)
    & $block 3>&1 4>$null 5>$null 6>$null | ForEach-Object {
        if ($_ -is [System.Management.Automation.WarningRecord]) { [void]$warnings.Add([string]$_.Message) } else { [void]$data.Add($_) }
    }
    $json = ConvertTo-Json -InputObject @{ v = 1; ok = $true; data = $data; warnings = $warnings } -Depth 12 -Compress
} catch {
    $inner = $_.Exception
    while ($inner.InnerException) { $inner = $inner.InnerException }
    $about = @{
        id = [string]$_.FullyQualifiedErrorId; category = [string]$_.CategoryInfo.Category; activity = [string]$_.CategoryInfo.Activity
        target = [string]$_.CategoryInfo.TargetName; message = [string]$_.Exception.Message; type = [string]$_.Exception.GetType().FullName
        hresult = [int]$_.Exception.HResult; inner = [string]$inner.Message; innerHresult = [int]$inner.HResult
    }
    $json = ConvertTo-Json -InputObject @{ v = 1; ok = $false; error = $about; warnings = $warnings } -Depth 4 -Compress
}
[Console]::Out.WriteLine('<<<BARELANE ' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>')
