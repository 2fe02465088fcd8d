#!/bin/sh
# Run it as root on the KVM host.
set -eu
by_hand() { printf '%s\nPress Enter when it is done. ' "$1" >&2; read -r _; }
off() { while [ "$(virsh domstate --domain "$1")" != 'shut off' ]; do sleep 2; done; }
driver() { [ ! -e "/sys/bus/pci/devices/$1/driver" ] || basename "$(readlink "/sys/bus/pci/devices/$1/driver")"; }
# An unbind may never come back while somebody uses the device: then only a reboot of the host helps.
bind() {
  if [ -n "$(driver "$1")" ]; then timeout 120 sh -c 'echo "$1" >"$2"' sh "$1" "/sys/bus/pci/devices/$1/driver/unbind"; fi
  [ -z "$2" ] || { modprobe "$2" || true; echo "$1" >/sys/bus/pci/drivers_probe; }
  [ "$(driver "$1")" = "$2" ] || { echo "$1 has the driver '$(driver "$1")', wanted is '$2'" >&2; exit 1; }
}
functions() {
  if [ "$(driver "$1")" = nvidia ] && [ -x /usr/lib/nvidia/sriov-manage ]; then
    if [ "$2" = 0 ]; then /usr/lib/nvidia/sriov-manage -d "$1"; else /usr/lib/nvidia/sriov-manage -e "$1"; fi
  else
    [ "$2" = 0 ] || echo 0 >"/sys/bus/pci/devices/$1/sriov_drivers_autoprobe"
    echo "$2" >"/sys/bus/pci/devices/$1/sriov_numvfs"
  fi
}
kernel() {
  if command -v grubby >/dev/null; then
    if [ "$1" = add ]; then grubby --update-kernel=ALL --args="$2"; else grubby --update-kernel=ALL --remove-args="$2"; fi
  elif [ -f /etc/default/grub ]; then
    by_hand "In /etc/default/grub, $1 '$2' in GRUB_CMDLINE_LINUX_DEFAULT."
    if command -v update-grub >/dev/null; then update-grub; else grub2-mkconfig -o /boot/grub2/grub.cfg; fi
  else
    by_hand "In /etc/kernel/cmdline, $1 '$2'."
    if command -v proxmox-boot-tool >/dev/null; then proxmox-boot-tool refresh; else
      for m in /lib/modules/*; do
        for i in "$m/vmlinuz" "/boot/vmlinuz-${m##*/}"; do if [ -e "$i" ]; then kernel-install add "${m##*/}" "$i"; break; fi; done
      done
    fi
  fi
}
part=${1:-first}
if [ "$part" = first ]; then :
# plan-7fea7e55f0cf72cd: apply 'render-farm', made by Barelane 0.1.0
# Barelane itself checks every condition right before each step, reads back what it did, and can
# take it back; this script does neither. Use it to review, or where nothing but these tools is allowed.

# s  power off VM rack7/train-02
#      because a sample
virsh shutdown --domain 'train-02'
off 'train-02'
#      undo: power on

# s  make restore point of VM rack7/train-02
#      because a sample
virsh snapshot-create-as --domain 'train-02' --name 'before gpu'
#      undo: kept, as your way back to the disks as they were

# s  take host rack7/rack7 into maintenance mode
#      because a sample
# A KVM host has no maintenance mode: see that nothing else needs it meanwhile.
#      undo: leave maintenance mode

# s  claim device rack7/rack7 for passthrough
#      because a sample
kernel add 'intel_iommu=on'
kernel remove 'iommu'
#      undo: give it back to the host

# s  reboot host rack7/rack7
#      because a sample
echo "The host reboots now. Once it is back: sh $0 second"
systemctl reboot
exit 0
fi
if [ "$part" = second ]; then :

# s  take host rack7/rack7 out of maintenance mode
#      because a sample
# A KVM host has no maintenance mode: see that nothing else needs it meanwhile.
#      undo: part of the same bracket

# s  claim device rack7/rack7 0000:3b:00.0 for passthrough
#      because a sample
echo 'vfio-pci' >/sys/bus/pci/devices/0000:3b:00.0/driver_override
echo 'vfio-pci' >/sys/bus/pci/devices/0000:3b:00.1/driver_override
bind 0000:3b:00.1 'vfio-pci'
bind 0000:3b:00.0 'vfio-pci'
by_hand 'See that a unit of yours sets driver of 0000:3b:00.0 to vfio-pci when the host boots.'
#      undo: give it back to the host

# s  make slices possible on rack7/rack7 0000:3d:00.4
#      because a sample
echo '1155' >/sys/bus/pci/devices/0000:3d:00.4/nvidia/current_vgpu_type
by_hand 'See that a unit of yours sets vgpu-type of 0000:3d:00.4 to 1155 when the host boots.'
#      undo: the value before

# s  make slices possible on rack7/rack7
#      because a sample
echo '5d1e1d6a-5f0e-8c4e-9d0a-2f7c5b8a9e10' >'/sys/class/mdev_bus/0000:3d:00.0/mdev_supported_types/nvidia-558/create'
mdevctl define --uuid '5d1e1d6a-5f0e-8c4e-9d0a-2f7c5b8a9e10' --parent '0000:3d:00.0' --type 'nvidia-558' --auto
#      undo: the value before

# s  take slices away on rack7/rack7 0000:3e:00.0
#      because a sample
functions 0000:3e:00.0 '0'
#      undo: the value before

# s  configure VM rack7/train-02, all at once
#      because a sample
virsh detach-device --config --domain 'train-02' --file /dev/stdin <<'XML'
<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x0000' bus='0xaf' slot='0x00' function='0x0'/></source><address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/></hostdev>
XML
virsh attach-device --config --domain 'train-02' --file /dev/stdin <<'XML'
<hostdev mode='subsystem' type='pci' managed='no'><source><address domain='0x0000' bus='0x3b' slot='0x00' function='0x0'/></source><address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0' multifunction='on'/></hostdev>
XML
virsh attach-device --config --domain 'train-02' --file /dev/stdin <<'XML'
<hostdev mode='subsystem' type='pci' managed='no'><source><address domain='0x0000' bus='0x3b' slot='0x00' function='0x1'/></source><address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x1'/></hostdev>
XML
virsh attach-device --config --domain 'train-02' --file /dev/stdin <<'XML'
<hostdev mode='subsystem' type='mdev' model='vfio-pci' managed='no'><source><address uuid='5d1e1d6a-5f0e-8c4e-9d0a-2f7c5b8a9e10'/></source><address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/></hostdev>
XML
virsh metadata --domain 'train-02' --config --uri urn:barelane:1 --key barelane --set '<given document="it&apos;s &amp; &lt;mine&gt;" run="by-hand"/>'
by_hand 'With '\''virsh edit'\'', set maxphysaddr of train-02 to passthrough limit=46: <maxphysaddr mode='\''passthrough'\'' limit='\''46'\''/> in <cpu>.'
by_hand 'With '\''virsh edit'\'', set mmio window mib of train-02 to 262144: <qemu:commandline><qemu:arg value='\''-fw_cfg'\''/><qemu:arg value='\''name=opt/ovmf/X-PciMmio64Mb,string=262144'\''/></qemu:commandline>.'
#      undo: the values before

# s  power on VM rack7/train-02
#      because a sample
virsh start --domain 'train-02'
#      undo: power off

# s  give device rack7/rack7 0000:3b:00.0 back to its host
#      because a sample
echo '' >/sys/bus/pci/devices/0000:3b:00.0/driver_override
bind 0000:3b:00.0 ''
by_hand 'Take away what sets driver of 0000:3b:00.0 when the host boots.'
#      undo: claim it again

fi
