# Writes a piece of a file in a VM's guest over PowerShell Direct: the first piece makes the file, the others go behind it.
# Not for restricted sessions: it is given a password, which transcripts of such a session would hold.
$account = [System.Management.Automation.PSCredential]::new($Arguments.User, [System.Net.NetworkCredential]::new('', $Arguments.Password).SecurePassword)
Invoke-Command -VMId ([guid]$Arguments.Vm) -Credential $account -ArgumentList $Arguments.Path, $Arguments.Mode, $Arguments.Content -ErrorAction Stop -ScriptBlock {
    $bytes = [Convert]::FromBase64String($args[2])
    $stream = [System.IO.File]::Open($args[0], $args[1])
    $stream.Write($bytes, 0, $bytes.Length)
    $stream.Close()
}
