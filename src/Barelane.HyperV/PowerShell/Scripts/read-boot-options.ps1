# What the boot entry in use says; the names of its options are the same in every language.
$start = New-Object -TypeName 'System.Diagnostics.ProcessStartInfo' -Property @{ FileName = 'bcdedit.exe'; Arguments = '/enum {current}'; UseShellExecute = $false; CreateNoWindow = $true; RedirectStandardOutput = $true }
$process = [System.Diagnostics.Process]::Start($start)
$output = $process.StandardOutput.ReadToEndAsync()
if (-not $process.WaitForExit(20000)) {
    $process.Kill()
    throw 'barelane-bcdedit'
}
[pscustomobject]@{ exitCode = [int]$process.ExitCode; lines = @([string]$output.Result -split '\r?\n' | Where-Object { $_ -match '^\w+\s+\S' }) }
