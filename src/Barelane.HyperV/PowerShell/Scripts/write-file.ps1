# Writes a small file, and the folder it lies in.
# Not for restricted sessions: it writes a file by a path that it is given.
if (-not (Test-Path -LiteralPath $Arguments.Folder)) {
    New-Item -Path $Arguments.Folder -ItemType 'Directory' -Force -Confirm:$false -ErrorAction Stop | Select-Object -First 0
}
[System.IO.File]::WriteAllBytes($Arguments.Path, [Convert]::FromBase64String($Arguments.Content))
