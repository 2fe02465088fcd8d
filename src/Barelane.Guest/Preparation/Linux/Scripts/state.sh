# Tells what Barelane may prepare in this guest, one KEY=VALUE a line. Only reads.
tab=$(printf '\t')
driver=
if [ -r /var/lib/barelane/driver ] && IFS=$tab read -r name sha kind package version </var/lib/barelane/driver; then
    case $kind in
        deb) [ "$(dpkg-query -W -f '${db:Status-Status} ${Version}' "$package" 2>/dev/null)" = "installed $version" ] && driver="$name sha256:$sha" ;;
        rpm) rpm -q "$package" >/dev/null 2>&1 && driver="$name sha256:$sha" ;;
        run) command -v nvidia-uninstall >/dev/null 2>&1 && driver="$name sha256:$sha" ;;
    esac
fi
if [ -z "$driver" ]; then
    found=$(modinfo -F version nvidia 2>/dev/null | head -n 1)
    [ -z "$found" ] || driver="other $found"
fi
printf 'driver=%s\n' "$driver"
if [ -e /etc/modprobe.d/barelane-nouveau.conf ]; then echo nouveau=kept-out; fi
if [ -r /var/lib/barelane/remote ]; then
    echo "remote=$(sed -n 1p /var/lib/barelane/remote)"
elif [ -e /etc/barelane/remote.conf ] || [ -e /etc/OpenCL/vendors/barelane.icd ]; then
    echo remote=other
fi
case $(mokutil --sb-state 2>&1) in
    *'SecureBoot enabled'*) echo secure-boot=on ;;
    *'SecureBoot disabled'* | *'not supported on this system'*) echo secure-boot=off ;;
esac
echo "user=$(id -u)"
echo end=
