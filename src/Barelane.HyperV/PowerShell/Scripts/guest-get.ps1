# Reads a file in a VM's guest over PowerShell Direct, if it is no larger than the limit.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
Invoke-Command -VMId ([guid]$Arguments.Vm) -Credential $account -ArgumentList $Arguments.Path, $Arguments.Limit -ErrorAction Stop -ScriptBlock {
    $file = Get-Item -LiteralPath $args[0] -ErrorAction Stop
    if ($file.Length -gt $args[1]) {
        throw 'barelane-guest-too-large'
    }
    [Convert]::ToBase64String([System.IO.File]::ReadAllBytes($args[0]))
} | ForEach-Object { [pscustomobject]@{ content = [string]$_ } }
