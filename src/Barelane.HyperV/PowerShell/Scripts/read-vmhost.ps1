# What Hyper-V says of the host: whether devices can be given to VMs, and why not.
Get-VMHost -ErrorAction Stop | ForEach-Object {
    [pscustomobject]@{ iov = [bool]$_.IovSupport; reasons = @($_.IovSupportReasons | Where-Object { $_ } | ForEach-Object { [string]$_ }) }
}
