#!/bin/sh
# Set GOVC_URL, GOVC_USERNAME and GOVC_PASSWORD first.
set -eu
by_hand() { printf '%s\nPress Enter when it is done. ' "$1" >&2; read -r _; }
# plan-0b86a044c1625c2d: apply 'render-farm', made by Barelane 0.1.0
# Barelane itself checks every condition right before each step, reads back what it did, and can
# take it back; this script does neither. Use it to review, or where nothing but these tools is allowed.
# host-reboot: 'dc1/esx02.lab' is rebooted, because the card waits for it.
# vm-power-off: 'dc1/web-03' is shut down, because its host 'esx02.lab' goes down.
# lose-live-migration: vMotion of 'dc1/render-01' is lost; it was moved twice in the last week.

# s01  power off VM dc1/render-01
#      because its configuration can be changed only while it is off
govc vm.power -s -wait -- 'render-01'
#      undo: power on

# s02  move VM dc1/render-01
#      because the card is on 'esx02.lab'
govc vm.migrate -host 'esx02.lab' -- 'render-01'
#      undo: move back

# s03  take host dc1/esx02.lab into maintenance mode
#      because the card is claimed
govc host.maintenance.enter -- 'esx02.lab'
#      undo: leave maintenance mode

# s04  claim device dc1/esx02.lab 0000:3b:00.0 for passthrough
#      because the card goes to a VM
by_hand 'On host esx02.lab, switch passthrough of 0000:3b:00.0 on (Configure > Hardware > PCI Devices); govc has no command for it.'
#      undo: give it back to the host

# s05  reboot host dc1/esx02.lab
#      because the claim waits for a reboot
govc host.shutdown -r -- 'esx02.lab'
by_hand 'Wait until esx02.lab is back, with another boot time than before.'

# s06  take host dc1/esx02.lab out of maintenance mode
#      because the host is taken back into service
govc host.maintenance.exit -- 'esx02.lab'
#      undo: part of the same bracket

# s07  configure VM dc1/render-01, all at once
#      because the VM gets the card
govc vm.change -vm 'render-01' -e 'pciPassthru.use64bitMMIO=TRUE'
govc vm.change -vm 'render-01' -e 'pciPassthru.64bitMMIOSizeGB=128'
govc vm.change -vm 'render-01' -e 'barelane.run=by-hand'
govc device.pci.add -vm 'render-01' -- '0000:3b:00.0'
by_hand 'Set reservation follows memory of render-01 to true; govc has no command for it.'
by_hand 'Set virtual hardware of render-01 to vmx-19; govc has no command for it.'
#      undo: the values before, but for the virtual hardware, which has no way back

# s08  power on VM dc1/render-01
#      because it ran before
govc vm.power -on -- 'render-01'
#      undo: power off

# s09  verify dc1/render-01
#      because what was reached is proved by reading it again
