# Keeps the module nouveau out ('out') or lets it in again ('back'), from the next start of the guest on.
set -eu
file=/etc/modprobe.d/barelane-nouveau.conf
case $1 in
    out) printf '# Written by Barelane.\nblacklist nouveau\noptions nouveau modeset=0\n' >"$file" ;;
    back) rm -f "$file" ;;
esac
if command -v update-initramfs >/dev/null; then update-initramfs -u; elif command -v dracut >/dev/null; then dracut --force; elif command -v mkinitcpio >/dev/null; then mkinitcpio -P; fi
