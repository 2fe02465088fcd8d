# A small file as base64; nothing where there is none.
# Not for restricted sessions: it reads a file by a path that it is given.
if ([System.IO.File]::Exists($Arguments.Path)) {
    [pscustomobject]@{ content = [Convert]::ToBase64String([System.IO.File]::ReadAllBytes($Arguments.Path)) }
}
