foreach ($policy in $request.policies) {
  if ($null -eq $policy.value) {
    if (Test-Path -LiteralPath $policy.key) { Remove-ItemProperty -LiteralPath $policy.key -Name $policy.name -ErrorAction SilentlyContinue }
  } else {
    if (-not (Test-Path -LiteralPath $policy.key)) { $null = New-Item -Path $policy.key -Force }
    $null = New-ItemProperty -LiteralPath $policy.key -Name $policy.name -PropertyType DWord -Value ([int]$policy.value) -Force
  }
}
