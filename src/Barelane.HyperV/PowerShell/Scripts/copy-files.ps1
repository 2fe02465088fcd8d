# Copies files of the host, each over what is there; to a guest's disk that is mounted here, or within it.
# Not for restricted sessions: it writes files by paths that it is given.
foreach ($file in @($Arguments.Files)) {
    if (-not (Test-Path -LiteralPath $file.folder)) {
        New-Item -Path $file.folder -ItemType 'Directory' -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
    }
    Copy-Item -LiteralPath $file.from -Destination $file.to -Force -Confirm:$false -ErrorAction Stop
}
