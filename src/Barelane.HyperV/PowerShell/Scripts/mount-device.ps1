# Gives a dismounted device back to the host, disabled. That it came back is read afterwards.
Mount-VMHostAssignableDevice -LocationPath $Arguments.Path -Confirm:$false -ErrorAction Stop
