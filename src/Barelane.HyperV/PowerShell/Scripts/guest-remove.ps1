# Removes files of a VM's running guest: the named ones, those of folders of Barelane's own, and of the named folders those that no file is left in. What is in use stays, and is told.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
Invoke-Command -VMId ([guid]$Arguments.Vm) -Credential $account -ArgumentList $Arguments.Files, $Arguments.Own, $Arguments.Folders -ErrorAction Stop -ScriptBlock {
    $own = @($args[1] | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Get-ChildItem -LiteralPath $_ -Recurse -File -ErrorAction Stop } | ForEach-Object { [string]$_.FullName })
    foreach ($path in @($args[0]) + $own) {
        try {
            Remove-Item -LiteralPath $path -Force -Confirm:$false -ErrorAction Stop
        } catch {
            [pscustomobject]@{ path = [string]$path }
        }
    }
    foreach ($folder in @($args[1]) + @($args[2])) {
        if ((Test-Path -LiteralPath $folder) -and @(Get-ChildItem -LiteralPath $folder -Recurse -File -ErrorAction Stop).Count -eq 0) {
            Remove-Item -LiteralPath $folder -Recurse -Force -Confirm:$false -ErrorAction Stop
        }
    }
} | ForEach-Object { [pscustomobject]@{ path = [string]$_.path } }
