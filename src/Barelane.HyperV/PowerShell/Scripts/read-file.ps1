# A small file as base64; nothing where there is none.
if ([System.IO.File]::Exists($Arguments.Path)) {
    [pscustomobject]@{ content = [Convert]::ToBase64String([System.IO.File]::ReadAllBytes($Arguments.Path)) }
}
