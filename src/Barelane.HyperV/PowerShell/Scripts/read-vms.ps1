# Every VM with its settings. A property that the host's module does not have comes as null.
@(Get-VM -ErrorAction Stop | Select-Object -Property 'Id', 'Name', 'State', 'Generation', 'Version', 'ProcessorCount', 'AutomaticStopAction', 'GuestControlledCacheTypes', 'LowMemoryMappedIoSpace', 'HighMemoryMappedIoSpace', 'CheckpointType', 'AutomaticCheckpointsEnabled', 'DynamicMemoryEnabled', 'MemoryStartup', 'MemoryMinimum', 'MemoryMaximum', 'IsClustered', 'ReplicationMode', 'ReplicationState', 'Heartbeat', 'Notes' | ForEach-Object {
    [pscustomobject]@{
        id = [string]$_.Id
        name = [string]$_.Name
        state = [int]$_.State
        generation = [int]$_.Generation
        version = [string]$_.Version
        processors = [int]$_.ProcessorCount
        stopAction = [int]$_.AutomaticStopAction
        cacheTypes = [bool]$_.GuestControlledCacheTypes
        lowBytes = [uint64]$_.LowMemoryMappedIoSpace
        highBytes = [uint64]$_.HighMemoryMappedIoSpace
        checkpointType = [int]$_.CheckpointType
        automaticCheckpoints = $_.AutomaticCheckpointsEnabled
        dynamicMemory = [bool]$_.DynamicMemoryEnabled
        startupBytes = [uint64]$_.MemoryStartup
        minimumBytes = [uint64]$_.MemoryMinimum
        maximumBytes = [uint64]$_.MemoryMaximum
        clustered = [bool]$_.IsClustered
        replication = [string]$_.ReplicationMode
        replicationState = [string]$_.ReplicationState
        heartbeat = [string]$_.Heartbeat
        notes = [string]$_.Notes
    }
})
