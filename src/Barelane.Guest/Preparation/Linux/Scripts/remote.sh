# Puts the driver of remote GPUs and its lease where programs find them ('put VALUE'), or takes them away ('remove').
# The note tells what is there: it comes first and goes last, so that a half is never taken for nothing.
set -eu
note=/var/lib/barelane/remote
case $1 in
    put)
        if [ ! -e "$note" ] && { [ -e /etc/barelane/remote.conf ] || [ -e /etc/OpenCL/vendors/barelane.icd ]; }; then
            echo 'there is a /etc/barelane/remote.conf or /etc/OpenCL/vendors/barelane.icd that Barelane did not write' >&2
            exit 3
        fi
        made=
        for folder in /etc/barelane /etc/OpenCL /etc/OpenCL/vendors /usr/local/lib/barelane; do
            [ -d "$folder" ] || made="$folder $made"
        done
        [ ! -e "$note" ] || made=$(sed -n 2p "$note")
        printf '%s\n%s\n' "$2" "$made" >"$note"
        umask 022
        mkdir -p /etc/barelane /etc/OpenCL/vendors /usr/local/lib/barelane
        install -m 644 /var/lib/barelane/remote.so /usr/local/lib/barelane/remote.so.new
        mv /usr/local/lib/barelane/remote.so.new /usr/local/lib/barelane/remote.so
        install -m 644 /var/lib/barelane/remote.conf /etc/barelane/remote.conf
        [ ! -s /var/lib/barelane/remote.pem ] || install -m 644 /var/lib/barelane/remote.pem /etc/barelane/remote.pem
        echo /usr/local/lib/barelane/remote.so >/etc/OpenCL/vendors/barelane.icd
        rm -f /var/lib/barelane/remote.so /var/lib/barelane/remote.conf /var/lib/barelane/remote.pem
        ;;
    remove)
        [ -e "$note" ] || exit 0
        rm -f /etc/OpenCL/vendors/barelane.icd /etc/barelane/remote.conf /etc/barelane/remote.pem /usr/local/lib/barelane/remote.so
        for folder in $(sed -n 2p "$note"); do
            rmdir "$folder" 2>/dev/null || true
        done
        rm -f "$note" /var/lib/barelane/remote.so /var/lib/barelane/remote.conf /var/lib/barelane/remote.pem
        rmdir /var/lib/barelane 2>/dev/null || true
        ;;
esac
