$folder = $request.file + '.d'
try {
  if ((Get-FileHash -LiteralPath $request.file -Algorithm SHA256).Hash -ne $request.sha256) { throw ('''' + $request.name + ''' did not arrive whole.') }
  Expand-Archive -LiteralPath $request.file -DestinationPath $folder -Force
  $infs = @(Get-ChildItem -LiteralPath $folder -Recurse -Filter '*.inf')
  $catalogs = @(Get-ChildItem -LiteralPath $folder -Recurse -Filter '*.cat')
  if ($infs.Count -eq 0) { throw ('''' + $request.name + ''' holds no .inf: it is no driver package.') }
  if ($catalogs.Count -eq 0) { throw ('''' + $request.name + ''' holds no .cat: its drivers are not signed.') }
  foreach ($catalog in $catalogs) {
    $status = [string](Get-AuthenticodeSignature -LiteralPath $catalog.FullName).Status
    if ($status -ne 'Valid') { throw ('The signature of ''' + $catalog.Name + ''' is ' + $status + '.') }
  }
  $before = @(Get-ChildItem -Path (Join-Path -Path $env:SystemRoot -ChildPath 'INF') -Filter 'oem*.inf' | ForEach-Object { $_.Name })
  $said = @(& (Join-Path -Path $env:SystemRoot -ChildPath 'System32\pnputil.exe') '/add-driver' (Join-Path -Path $folder -ChildPath '*.inf') '/subdirs' '/install')
  $code = $LASTEXITCODE
  $added = @(Get-ChildItem -Path (Join-Path -Path $env:SystemRoot -ChildPath 'INF') -Filter 'oem*.inf' | ForEach-Object { $_.Name } | Where-Object { $before -notcontains $_ })
  if (@(0, 259, 3010, 1641) -notcontains $code) { throw ('pnputil ended with ' + $code + ': ' + ($said -join ' ')) }
  if ($added.Count -eq 0) { throw 'Windows has these drivers already, installed by somebody else; nothing was added.' }
  $note = 'HKLM:\SOFTWARE\Barelane\Driver'
  $null = New-Item -Path $note -Force
  $null = New-ItemProperty -LiteralPath $note -Name 'Name' -Value $request.name -Force
  $null = New-ItemProperty -LiteralPath $note -Name 'Sha256' -Value $request.sha256 -Force
  $null = New-ItemProperty -LiteralPath $note -Name 'Published' -PropertyType MultiString -Value $added -Force
} finally {
  Remove-Item -LiteralPath $request.file, $folder -Recurse -Force -ErrorAction SilentlyContinue
}
