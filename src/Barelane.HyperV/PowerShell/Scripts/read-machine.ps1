# Who the machine is, its Windows, processor and memory, the service that runs the VMs, and the groups of the account in force.
$product = Get-CimInstance -ClassName Win32_ComputerSystemProduct -ErrorAction Stop
$system = Get-CimInstance -ClassName Win32_ComputerSystem -ErrorAction Stop
$windows = Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop
$processor = @(Get-CimInstance -ClassName Win32_Processor -ErrorAction SilentlyContinue | ForEach-Object { [string]$_.Manufacturer })
$firmware = @(Get-CimInstance -ClassName Win32_BIOS -ErrorAction SilentlyContinue | ForEach-Object { [string]$_.SMBIOSBIOSVersion })
$services = @(Get-Service -Name 'vmms', 'ClusSvc' -ErrorAction SilentlyContinue | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; status = [int]$_.Status } })
[pscustomobject]@{
    uuid = [string]$product.UUID
    name = [string]$system.Name
    vendor = [string]$system.Manufacturer
    model = [string]$system.Model
    firmware = $firmware
    processors = $processor
    memoryBytes = [uint64]$system.TotalPhysicalMemory
    freeKiB = [uint64]$windows.FreePhysicalMemory
    system = [string]$windows.Caption
    version = [string]$windows.Version
    productType = [int]$windows.ProductType
    booted = $windows.LastBootUpTime.ToUniversalTime().ToString('o')
    services = $services
    groups = @([System.Security.Principal.WindowsIdentity]::GetCurrent().Groups | ForEach-Object { [string]$_.Value })
}
