# Copies files of the host into a VM's running guest over PowerShell Direct, into a folder of Barelane's own: nothing there is in use.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
$session = New-PSSession -VMId ([guid]$Arguments.Vm) -Credential $account -ErrorAction Stop
Invoke-Command -Session $session -ArgumentList $Arguments.Folder -ErrorAction Stop -ScriptBlock {
    if (-not (Test-Path -LiteralPath $args[0])) {
        New-Item -Path $args[0] -ItemType 'Directory' -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
    }
}
foreach ($file in @($Arguments.Files)) {
    Copy-Item -LiteralPath $file.from -Destination $file.to -ToSession $session -Force -Confirm:$false -ErrorAction Stop
}
Remove-PSSession -Session $session -Confirm:$false -ErrorAction Stop
