# Takes a device from the host, for VMs. With Force even where its maker ships no mitigation driver, or the path to it does not isolate.
$how = @{ LocationPath = $Arguments.Path; Confirm = $false; ErrorAction = 'Stop' }
if ($Arguments.Force) {
    $how = @{ LocationPath = $Arguments.Path; Force = $true; Confirm = $false; ErrorAction = 'Stop' }
}
Dismount-VMHostAssignableDevice @how
