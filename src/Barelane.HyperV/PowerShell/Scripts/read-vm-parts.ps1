# What each VM is made of beside its settings: processor and firmware options, checkpoints, disks, networks.
@(Get-VM -ErrorAction Stop | ForEach-Object {
    $secureBoot = @()
    $tpm = @()
    if ([int]$_.Generation -eq 2) {
        $secureBoot = @(Get-VMFirmware -VM $_ -ErrorAction SilentlyContinue | ForEach-Object { [int]$_.SecureBoot })
        $tpm = @(Get-VMSecurity -VM $_ -ErrorAction SilentlyContinue | ForEach-Object { [bool]$_.TpmEnabled })
    }
    [pscustomobject]@{
        vm = [string]$_.Id
        nested = @(Get-VMProcessor -VM $_ -ErrorAction SilentlyContinue | ForEach-Object { [bool]$_.ExposeVirtualizationExtensions })
        secureBoot = $secureBoot
        tpm = $tpm
        checkpoints = @(Get-VMSnapshot -VM $_ -ErrorAction Stop | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; made = $_.CreationTime.ToUniversalTime().ToString('o'); state = [int]$_.State } })
        disks = @(Get-VMHardDiskDrive -VM $_ -ErrorAction SilentlyContinue | ForEach-Object { [string]$_.Path })
        switches = @(Get-VMNetworkAdapter -VM $_ -ErrorAction SilentlyContinue | ForEach-Object { [string]$_.SwitchName })
    }
})
