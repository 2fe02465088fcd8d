# Which of the named cmdlets the host has, each with its parameters: features are told by these, never by the system's name.
@(Get-Command -Name $Arguments.Commands -ErrorAction SilentlyContinue | ForEach-Object {
    [pscustomobject]@{ name = [string]$_.Name; parameters = @($_.Parameters.Keys) }
})
