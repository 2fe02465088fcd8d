$note = 'HKLM:\SOFTWARE\Barelane\Driver'
if (-not (Test-Path -LiteralPath $note)) { throw 'There is no note of a driver that Barelane installed.' }
foreach ($name in @((Get-Item -LiteralPath $note).GetValue('Published', @()))) {
  $said = @(& (Join-Path -Path $env:SystemRoot -ChildPath 'System32\pnputil.exe') '/delete-driver' $name '/uninstall')
  if (@(0, 3010, 1641) -notcontains $LASTEXITCODE) { throw ('pnputil could not delete ' + $name + ', status ' + $LASTEXITCODE + ': ' + ($said -join ' ')) }
}
Remove-Item -LiteralPath $note -Recurse -Force
