# Removes the driver that Barelane installed, as noted; another's is never touched.
set -eu
note=/var/lib/barelane/driver
[ -r "$note" ] || { echo 'There is no note of a driver that Barelane installed.'; exit 1; }
exec 9>/var/lib/barelane/busy
flock -n 9 || { echo 'An earlier installation is still going on.'; exit 1; }
IFS=$(printf '\t') read -r name sha kind package version <"$note"
case $kind in
    deb) DEBIAN_FRONTEND=noninteractive apt-get remove -y -q -o Dpkg::Use-Pty=0 "$package" </dev/null ;;
    rpm) if command -v dnf >/dev/null; then dnf remove -y -q "$package" </dev/null; else rpm -e "$package"; fi ;;
    run) nvidia-uninstall --silent </dev/null ;;
    *) echo "The note names '$kind', which is no kind of driver."; exit 1 ;;
esac
rm -f "$note" /var/lib/barelane/busy
rmdir /var/lib/barelane 2>/dev/null || true
