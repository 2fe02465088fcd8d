# Takes a card from RemoteFX.
Disable-VMRemoteFXPhysicalVideoAdapter -Name $Arguments.Name -Confirm:$false -ErrorAction Stop
