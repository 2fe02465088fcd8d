namespace Barelane.Guest.Ssh;

/// <summary>
/// What runs in a guest over ssh: constants for a POSIX shell, without single quotes, as they are handed over between two of those. Words come on standard input, a line of base64
/// each, and are never read as code.
/// </summary>
internal static class SshGuestScripts
{
    /// <summary>Begins the last line of standard error, so that a program's own exit status is never taken for that of ssh.</summary>
    public const string Mark = "barelane-status ";

    /// <summary>Stands for the status where the guest has no such program or file.</summary>
    public const string Missing = "missing";

    private const string End = """printf "\nbarelane-status %s\n" "$s" >&2""";
    private const string Word = """word() { IFS= read -r l || return; w=$(printf %s "$l" | base64 -d && printf x) && w=${w%x}; }; """;

    /// <summary>Input: a program and its arguments. It finds nothing on its standard input.</summary>
    public const string Run = Word + """
        set --; while word; do set -- "$@" "$w"; done
        PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
        if command -v -- "$1" >/dev/null 2>&1; then "$@" </dev/null; s=$?; else s=missing; fi
        """ + "\n" + End;

    /// <summary>Input: a file's path, then its content to the end.</summary>
    public const string Put = Word + """word; cat >"$w"; s=$?; """ + End;

    /// <summary>Input: a file's path and the most bytes to read.</summary>
    public const string Get = Word + """word; p=$w; word; if [ -e "$p" ]; then head -c "$w" -- "$p"; s=$?; else s=missing; fi; """ + End;
}
