# What those of the named files of a VM's running guest hold that are there: SHA-256, version, and when they were written.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
Invoke-Command -VMId ([guid]$Arguments.Vm) -Credential $account -ArgumentList $Arguments.Paths -ErrorAction Stop -ScriptBlock {
    $args | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object {
        $file = Get-Item -LiteralPath $_ -ErrorAction Stop
        [pscustomobject]@{
            path = [string]$_
            hash = [string](Get-FileHash -LiteralPath $_ -Algorithm 'SHA256' -ErrorAction Stop).Hash
            version = [string]$file.VersionInfo.FileVersion
            written = $file.LastWriteTimeUtc.ToString('o')
        }
    }
} | ForEach-Object { [pscustomobject]@{ path = [string]$_.path; hash = [string]$_.hash; version = [string]$_.version; written = [string]$_.written } }
