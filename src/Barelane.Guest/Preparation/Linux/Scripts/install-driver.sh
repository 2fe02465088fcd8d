# Installs a driver: FILE NAME SHA256. What was installed is noted, so that exactly that can be removed.
set -eu
file=$1 name=$2 sha=$3
note=/var/lib/barelane/driver
trap 'rm -f "$file"' EXIT
[ "$(sha256sum "$file" | cut -d ' ' -f 1)" = "$sha" ] || { echo "'$name' did not arrive whole."; exit 1; }
exec 9>/var/lib/barelane/busy
flock -n 9 || { echo 'An earlier installation is still going on.'; exit 1; }
say() { printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$sha" "$1" "$2" "$3" >"$note.new"; mv "$note.new" "$note"; }
case $name in
    *.deb)
        package=$(dpkg-deb -f "$file" Package) version=$(dpkg-deb -f "$file" Version)
        say deb "$package" "$version"
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 "$file" </dev/null
        ;;
    *.rpm)
        package=$(rpm -qp --qf '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}' "$file")
        say rpm "$package" ''
        if command -v dnf >/dev/null; then dnf install -y -q "$file" </dev/null; else rpm -U "$file"; fi
        ;;
    *.run)
        sh "$file" --silent </dev/null
        say run '' ''
        ;;
    *) echo "'$name' is neither a .deb nor a .rpm nor a .run."; exit 1 ;;
esac
