# The files of a display driver that a guest with a partition of the card needs: its package in the driver store, and what its class key names for System32 and SysWOW64.
# Not for restricted sessions: it reads files by a path that it is given.
$files = @(Get-ChildItem -LiteralPath $Arguments.Folder -Recurse -File -ErrorAction Stop | ForEach-Object {
    [pscustomobject]@{
        path = [string]$_.FullName
        hash = [string](Get-FileHash -LiteralPath $_.FullName -Algorithm 'SHA256' -ErrorAction Stop).Hash
        version = [string]$_.VersionInfo.FileVersion
        written = $_.LastWriteTimeUtc.ToString('o')
    }
})
$class = @(Get-PnpDeviceProperty -InstanceId $Arguments.Device -KeyName 'DEVPKEY_Device_Driver' -ErrorAction Stop | ForEach-Object { [string]$_.Data })[0]
$lists = @('CopyToVmOverwrite', 'CopyToVmWhenNewer', 'CopyToVmOverwriteWow64', 'CopyToVmWhenNewerWow64' | ForEach-Object {
    $list = $_
    Get-ItemProperty -LiteralPath ('HKLM:\SYSTEM\CurrentControlSet\Control\Class\' + $class + '\' + $list) -ErrorAction SilentlyContinue | ForEach-Object { $_.PSObject.Properties } |
        Where-Object { $_.Name -notin @('PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider') } | ForEach-Object { [pscustomobject]@{ list = $list; names = @($_.Value | ForEach-Object { [string]$_ }) } }
})
[pscustomobject]@{ files = $files; lists = $lists }
