# A VM's state, as an answer to whether anything is under way; nothing where there is no such VM.
@(Get-VM -ErrorAction Stop | Where-Object { [string]$_.Id -eq $Arguments.Vm } | ForEach-Object { [pscustomobject]@{ state = [int]$_.State; status = [string]$_.Status } })
