# The kernel drivers' files: a display driver's lies in its package's folder in the driver store, whose name changes with every version.
@(Get-CimInstance -ClassName Win32_SystemDriver -ErrorAction Stop | Where-Object { $_.Name -in $Arguments.Services } | ForEach-Object {
    [pscustomobject]@{ service = [string]$_.Name; path = [string]$_.PathName }
})
