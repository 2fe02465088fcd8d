# Cuts a card into so many partitions.
if ($Arguments.Command -eq 'Set-VMHostPartitionableGpu') {
    Set-VMHostPartitionableGpu -Name $Arguments.Name -PartitionCount ([int]$Arguments.Count) -ErrorAction Stop
} else {
    Set-VMPartitionableGpu -Name $Arguments.Name -PartitionCount ([int]$Arguments.Count) -ErrorAction Stop
}
