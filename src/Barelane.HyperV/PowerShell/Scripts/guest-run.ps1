# Runs a program in a VM's guest over PowerShell Direct, and tells what it said. The account, the program and its command line are data.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
Invoke-Command -VMId ([guid]$Arguments.Vm) -Credential $account -ArgumentList $Arguments.Program, $Arguments.Line, $Arguments.Milliseconds -ErrorAction Stop -ScriptBlock {
    $start = New-Object -TypeName 'System.Diagnostics.ProcessStartInfo' -Property @{ FileName = $args[0]; Arguments = $args[1]; UseShellExecute = $false; CreateNoWindow = $true; RedirectStandardInput = $true; RedirectStandardOutput = $true; RedirectStandardError = $true }
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $output = $process.StandardOutput.ReadToEndAsync()
    $said = $process.StandardError.ReadToEndAsync()
    if (-not $process.WaitForExit([int]$args[2])) {
        $process.Kill()
        throw 'barelane-guest-time-out'
    }
    [pscustomobject]@{ exitCode = [int]$process.ExitCode; output = [string]$output.Result; error = [string]$said.Result }
} | ForEach-Object { [pscustomobject]@{ exitCode = [int]$_.exitCode; output = [string]$_.output; error = [string]$_.error } }
