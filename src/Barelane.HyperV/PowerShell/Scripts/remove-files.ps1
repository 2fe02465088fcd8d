# Removes the named files, a folder of Barelane's own, and of the named folders those that no file is left in.
# Not for restricted sessions: it removes files by paths that it is given.
foreach ($path in @($Arguments.Files)) {
    Remove-Item -LiteralPath $path -Force -Confirm:$false -ErrorAction Stop
}
if ($Arguments.Own -and (Test-Path -LiteralPath $Arguments.Own)) {
    Remove-Item -LiteralPath $Arguments.Own -Recurse -Force -Confirm:$false -ErrorAction Stop
}
foreach ($folder in @($Arguments.Folders)) {
    if ((Test-Path -LiteralPath $folder) -and @(Get-ChildItem -LiteralPath $folder -Recurse -File -ErrorAction Stop).Count -eq 0) {
        Remove-Item -LiteralPath $folder -Recurse -Force -Confirm:$false -ErrorAction Stop
    }
}
