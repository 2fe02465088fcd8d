# WSL2 and Windows Sandbox: whether they are switched on, and what decides whether the host's GPUs reach them. What is not there is left out.
$features = @(Get-CimInstance -ClassName Win32_OptionalFeature -ErrorAction Stop | Where-Object { $_.Name -in @('Microsoft-Windows-Subsystem-Linux', 'VirtualMachinePlatform', 'Containers-DisposableClientVM') } | ForEach-Object {
    [pscustomobject]@{ name = [string]$_.Name; state = [int]$_.InstallState }
})
$files = @('C:\Program Files\WSL\wsl.exe', 'C:\Windows\System32\lxss\lib\libdxcore.so' | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object {
    $file = Get-Item -LiteralPath $_ -ErrorAction Stop
    [pscustomobject]@{ path = [string]$_; version = [string]$file.VersionInfo.FileVersion }
})
$policies = @(Get-ItemProperty -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\Sandbox', 'HKLM:\SOFTWARE\Policies\WSL' -ErrorAction SilentlyContinue | Select-Object -Property 'AllowVGPU', 'AllowWSL')
[pscustomobject]@{ features = $features; files = $files; policies = $policies }
