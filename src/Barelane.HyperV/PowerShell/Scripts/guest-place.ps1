# Puts files that lie in a VM's running guest in their places, once all are found whole. What is there goes aside first: Windows lets a file in use be renamed, not be replaced.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
Invoke-Command -VMId ([guid]$Arguments.Vm) -Credential $account -ArgumentList $Arguments.Files -ErrorAction Stop -ScriptBlock {
    foreach ($file in $args) {
        if ((Get-FileHash -LiteralPath $file.from -Algorithm 'SHA256' -ErrorAction Stop).Hash -ne $file.hash) {
            throw 'barelane-guest-not-whole'
        }
    }
    foreach ($file in $args) {
        foreach ($folder in @($file.folder, $file.old)) {
            if (-not (Test-Path -LiteralPath $folder)) {
                New-Item -Path $folder -ItemType 'Directory' -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
            }
        }
        if (Test-Path -LiteralPath $file.to) {
            Move-Item -LiteralPath $file.to -Destination $file.aside -Confirm:$false -ErrorAction Stop
        }
        Move-Item -LiteralPath $file.from -Destination $file.to -Confirm:$false -ErrorAction Stop
    }
}
