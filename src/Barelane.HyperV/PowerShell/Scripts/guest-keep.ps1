# Copies files of a VM's running guest within it.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
Invoke-Command -VMId ([guid]$Arguments.Vm) -Credential $account -ArgumentList $Arguments.Files -ErrorAction Stop -ScriptBlock {
    foreach ($file in $args) {
        if (-not (Test-Path -LiteralPath $file.folder)) {
            New-Item -Path $file.folder -ItemType 'Directory' -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
        }
        Copy-Item -LiteralPath $file.from -Destination $file.to -Force -Confirm:$false -ErrorAction Stop
    }
}
