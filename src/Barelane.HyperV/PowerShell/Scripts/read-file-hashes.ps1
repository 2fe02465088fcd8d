# What those of the named files hold that are there: SHA-256, version, and when they were written.
# Not for restricted sessions: it reads files by paths that it is given.
@($Arguments.Paths | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object {
    $file = Get-Item -LiteralPath $_ -ErrorAction Stop
    [pscustomobject]@{
        path = [string]$_
        hash = [string](Get-FileHash -LiteralPath $_ -Algorithm 'SHA256' -ErrorAction Stop).Hash
        version = [string]$file.VersionInfo.FileVersion
        written = $file.LastWriteTimeUtc.ToString('o')
    }
})
