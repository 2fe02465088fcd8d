# Memory ranges and interrupts of every PCI device, as the system gave them out.
$ranges = @(Get-CimInstance -ClassName Win32_DeviceMemoryAddress -ErrorAction Stop | ForEach-Object { [pscustomobject]@{ start = [uint64]$_.StartingAddress; end = [uint64]$_.EndingAddress } })
$taken = @(Get-CimInstance -ClassName Win32_PnPAllocatedResource -ErrorAction Stop | Where-Object { $_.Dependent.DeviceID -like 'PCI*' })
$memory = @($taken | Where-Object { $_.Antecedent.CimSystemProperties.ClassName -eq 'Win32_DeviceMemoryAddress' } | ForEach-Object {
    [pscustomobject]@{ device = [string]$_.Dependent.DeviceID; start = [uint64]$_.Antecedent.StartingAddress }
})
$interrupts = @($taken | Where-Object { $_.Antecedent.CimSystemProperties.ClassName -eq 'Win32_IRQResource' } | ForEach-Object {
    [pscustomobject]@{ device = [string]$_.Dependent.DeviceID; number = [uint64]$_.Antecedent.IRQNumber }
})
[pscustomobject]@{ ranges = $ranges; memory = $memory; interrupts = $interrupts }
