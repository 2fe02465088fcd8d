namespace Barelane.Kvm.Shell;

/// <summary>
/// The scripts that run on hosts. They are constants for a POSIX shell with the usual small programs, and hold no single quote, as ssh hands them
/// over between two of those. Names and values come on standard input, a line each, and are never read as code.
/// </summary>
internal static class ShellScripts
{
    /// <summary>Exit status: what is to be written, read or replaced is not there.</summary>
    public const int Missing = 66;

    /// <summary>Exit status: the file is not the expected one; its hash is on standard output.</summary>
    public const int Changed = 70;

    /// <summary>Exit status: somebody else holds the lock.</summary>
    public const int Locked = 75;

    /// <summary>
    /// Comes before what changes something. Input: a lock's path. The lock is shared, and held until the last program that was started behind it has ended, also where the kernel does not let it
    /// go and whoever began it is gone: so it can be seen from outside that something is under way. Without flock nothing is held.
    /// </summary>
    private const string Hold = """
        IFS= read -r l; { [ -e "$l" ] || ( umask 022; : >"$l" ); } 2>/dev/null
        if [ -r "$l" ]; then exec 8<"$l"; flock -s 8; fi

        """;

    /// <summary>Input: locks' paths, a line each. Exit status <see cref="Locked"/> where one of them is held.</summary>
    public const string AtWork = """while IFS= read -r l; do [ -r "$l" ] || continue; exec 8<"$l"; flock -n -x 8 || exit 75; exec 8<&-; done""";

    /// <summary>
    /// Input: a separator, then questions, two lines each: <c>read</c>, <c>exists</c>, <c>link</c> with a path or <c>has</c> with a program's name. Output for each: the content, or where the link points to; a line
    /// break, the separator, a blank and the status: 0, <see cref="Missing"/>, or anything else where it could not be read.
    /// </summary>
    public const string Answer = """
        IFS= read -r sep; PATH="$PATH:/usr/sbin:/sbin"
        while IFS= read -r verb && IFS= read -r p; do
          s=0
          case $verb in
            read) if [ -e "$p" ]; then cat -- "$p" </dev/null || s=1; else s=66; fi;;
            link) if [ -L "$p" ]; then readlink -- "$p" || s=1; else s=66; fi;;
            exists) [ -e "$p" ] || s=66;;
            has) command -v "$p" >/dev/null 2>&1 || s=66;;
            *) s=64;;
          esac
          printf "\n%s %d\n" "$sep" "$s"
        done
        """;

    /// <summary>Input: a lock's path, the attribute's path, then the value to the end. The value goes to the kernel in one write.</summary>
    public const string Write = Hold + """IFS= read -r p; [ -e "$p" ] || exit 66; exec cat >"$p" """;

    /// <summary>Input: a lock's path, the file's path, the expected hash or <c>-</c>, <c>put</c> or <c>remove</c>, then the content to the end.</summary>
    public const string Replace = Hold + """
        IFS= read -r p; IFS= read -r want; IFS= read -r verb
        have=-; if [ -e "$p" ]; then have=$(sha256sum <"$p") || exit 1; have=${have%% *}; fi
        if [ "$have" != "$want" ]; then echo "$have"; exit 70; fi
        if [ "$verb" = remove ]; then [ -e "$p" ] || exit 0; rm -- "$p" && sync; exit; fi
        t="$p.barelane-new"; mkdir -p -- "${p%/*}" || exit 1
        if [ -e "$p" ]; then cp -p -- "$p" "$t" || exit 1; fi
        cat >"$t" && sync && mv -f -- "$t" "$p" && sync || { rm -f -- "$t"; exit 1; }
        """;

    /// <summary>Input: a lock's path, a program and its arguments, a line each.</summary>
    public const string Run = Hold + """set --; while IFS= read -r a; do set -- "$@" "$a"; done; PATH="$PATH:/usr/sbin:/sbin"; exec "$@" </dev/null""";

    /// <summary>
    /// Input: the lock's path; its end ends the lock. Output: a line as soon as the lock is held. The file is opened for reading only, as in a folder
    /// that everybody may write to not even root may open other people's files for writing.
    /// </summary>
    public const string Lock = """
        IFS= read -r p; [ -e "$p" ] || { umask 022; : >"$p"; } || exit 1
        exec 9<"$p" || exit 1; flock -w 20 9 || exit 75; echo held; exec cat >/dev/null
        """;

    /// <summary>
    /// Input: a separator, then patterns, a line each: <c>c</c> content as text, <c>b</c> content as bytes, <c>l</c> links, <c>n</c> names in a folder, <c>p</c> presence; a blank; the
    /// pattern. Output: six parts, each ended by the separator: paths of texts (each ended by NUL), paths that are there, the texts' lines (path, NUL, line), bytes (path,
    /// NUL, base64 or <c>!</c>), links (a line each, <c>path -> target</c>; busybox puts both between single quotes), folders (path, NUL, names ended by a slash). Folders are listed by the shell itself: a program for each process'
    /// open files would be most of what the whole takes.
    /// </summary>
    public const string Gather = """
        IFS= read -r sep; all=$(cat); set -f; IFS="
        "
        end() { printf "\n%s\n" "$sep"; }
        pick() { for l in $all; do case $l in "$1 "*) set +f; for f in ${l#? }; do $2 "$f"; done; set -f;; esac; done; }
        there() { if [ -e "$1" ] || [ -L "$1" ]; then printf "%s\0" "$1"; fi; }
        text() { if [ -f "$1" ]; then printf "%s\0" "$1"; fi; }
        link() { if [ -L "$1" ]; then printf "%s\0" "$1"; fi; }
        bytes() { if [ -f "$1" ]; then printf "%s\0" "$1"; base64 -w0 <"$1" 2>/dev/null || printf "!"; echo; fi; }
        names() { if [ -d "$1" ]; then printf "%s\0" "$1"; for n in "$1"/* "$1"/.[!.]*; do if [ -e "$n" ] || [ -L "$n" ]; then printf "%s/" "${n##*/}"; fi; done; echo; fi; }
        pick c text; end
        pick p there; end
        pick c text | xargs -0 -r grep -aHZ ""; end
        pick b bytes; end
        pick l link | QUOTING_STYLE=literal xargs -0 -r stat -c "%N" --; end
        pick n names; end
        """;
}
