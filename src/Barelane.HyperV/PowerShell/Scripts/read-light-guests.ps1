# WSL2 and Windows Sandbox: whether they are switched on, and what decides whether the host's GPUs reach them, for each user too. What is not there is left out.
$features = @(Get-CimInstance -ClassName Win32_OptionalFeature -ErrorAction Stop | Where-Object { $_.Name -in @('Microsoft-Windows-Subsystem-Linux', 'VirtualMachinePlatform', 'Containers-DisposableClientVM') } | ForEach-Object {
    [pscustomobject]@{ name = [string]$_.Name; state = [int]$_.InstallState }
})
$files = @('C:\Program Files\WSL\wsl.exe', 'C:\Windows\System32\lxss\lib\libdxcore.so' | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object {
    $file = Get-Item -LiteralPath $_ -ErrorAction Stop
    [pscustomobject]@{ path = [string]$_; version = [string]$file.VersionInfo.FileVersion }
})
$policies = @(Get-ItemProperty -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\Sandbox', 'HKLM:\SOFTWARE\Policies\WSL' -ErrorAction SilentlyContinue | Select-Object -Property 'AllowVGPU', 'AllowWSL')
$users = @(Get-ChildItem -LiteralPath 'C:\Users' -Directory -ErrorAction SilentlyContinue | ForEach-Object {
    [pscustomobject]@{ name = [string]$_.Name; lines = @(Get-Content -LiteralPath ($_.FullName + '\.wslconfig') -ErrorAction SilentlyContinue | Where-Object { $_ -match '^\s*(\[|gpuSupport\s*=)' } | ForEach-Object { [string]$_ }) }
} | Where-Object { $_.lines.Count -gt 0 })
$distributions = @(Get-ItemProperty -Path 'Registry::HKEY_USERS\*\Software\Microsoft\Windows\CurrentVersion\Lxss\*' -ErrorAction SilentlyContinue | Select-Object -Property 'DistributionName', 'Version' | Where-Object { $_.DistributionName } | ForEach-Object {
    [pscustomobject]@{ name = [string]$_.DistributionName; version = [int]$_.Version }
})
[pscustomobject]@{ features = $features; files = $files; policies = $policies; users = $users; distributions = $distributions }
