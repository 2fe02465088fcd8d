# Asks a restricted session (JEA) of this host for one of its functions, and prints what it answers. Sent instead of the other frame, the same each time.
param($request)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
try {
    $session = New-PSSession -ComputerName 'localhost' -ConfigurationName $request.configuration -ErrorAction Stop
    try {
        # Such a session reads no script text: the function is named, and what it is given is data beside it.
        $shell = [System.Management.Automation.PowerShell]::Create()
        $shell.Runspace = $session.Runspace
        [void]$shell.AddCommand($request.function).AddParameter('Request', $request.input)
        $lines = @($shell.Invoke())
        if ($lines.Count -eq 0 -and $shell.Streams.Error.Count -gt 0) { throw $shell.Streams.Error[0] }
        foreach ($line in $lines) { [Console]::Out.WriteLine([string]$line) }
    } finally {
        Remove-PSSession -Session $session
    }
} catch {
    $record = $_
    $inner = $_.Exception
    if ($inner.ErrorRecord) { $record = $inner.ErrorRecord }
    while ($inner.InnerException) {
        $inner = $inner.InnerException
        if ($inner.ErrorRecord) { $record = $inner.ErrorRecord }
    }
    $about = @{
        id = [string]$record.FullyQualifiedErrorId; category = [string]$record.CategoryInfo.Category; activity = [string]$record.CategoryInfo.Activity
        target = [string]$record.CategoryInfo.TargetName; message = [string]$record.Exception.Message; type = [string]$record.Exception.GetType().FullName
        hresult = [int]$record.Exception.HResult; inner = [string]$inner.Message; innerHresult = [int]$inner.HResult
    }
    $json = ConvertTo-Json -InputObject @{ v = 1; ok = $false; error = $about; warnings = @() } -Depth 4 -Compress
    [Console]::Out.WriteLine('<<<BARELANE ' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>')
}
