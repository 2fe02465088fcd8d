$reply.root = [string]$env:SystemRoot
$reply.busy = @(Get-CimInstance -ClassName Win32_Process -Filter "Name='pnputil.exe'").Count -gt 0
