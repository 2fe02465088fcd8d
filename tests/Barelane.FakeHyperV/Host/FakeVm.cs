namespace Barelane.FakeHyperV.Host;

/// <summary>A VM of a fake host, with Hyper-V's defaults for a fresh generation 2 VM (reference §1.5: 128 MB and 512 MB of gap, base 65024 MB).</summary>
public sealed class FakeVm
{
    public FakeVm()
    {
        Program = (name, line) => GuestPrograms.Answer(this, name, line);
        Inside.Mounted['C'] = this;
    }

    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>A number of Microsoft.HyperV.PowerShell.VMState.</summary>
    public int State { get; set; } = Enums.Off;

    public int Generation { get; init; } = 2;

    public string Version { get; init; } = "10.0";

    public int StopAction { get; set; } = 3;

    public int StartAction { get; set; } = 3;

    public int CheckpointType { get; set; } = 3;

    public bool AutomaticCheckpoints { get; set; }

    public bool GuestControlledCacheTypes { get; set; }

    /// <summary>Bytes.</summary>
    public uint LowMmio { get; set; } = 128u << 20;

    /// <summary>Bytes.</summary>
    public ulong HighMmio { get; set; } = 512ul << 20;

    /// <summary>MB.</summary>
    public ulong HighMmioBase { get; set; } = 65024;

    public bool DynamicMemory { get; set; }

    public ulong MemoryStartup { get; set; } = 8ul << 30;

    public ulong MemoryMinimum { get; set; } = 512ul << 20;

    public ulong MemoryMaximum { get; set; } = 1ul << 40;

    public long Processors { get; set; } = 4;

    public bool ExposesVirtualization { get; set; }

    public bool IsClustered { get; set; }

    public string Notes { get; set; } = "";

    public bool SecureBoot { get; set; } = true;

    public string SecureBootTemplate { get; set; } = "MicrosoftWindows";

    public bool HasTpm { get; set; }

    public bool HasRemoteFx { get; set; }

    /// <summary>Whether the guest answers to a request to shut down.</summary>
    public bool GuestAnswers { get; set; } = true;

    /// <summary>The guest's system: Windows, Linux.</summary>
    public string Guest { get; set; } = "Windows";

    /// <summary>What the guest's disk holds, by path inside of the guest.</summary>
    public SortedDictionary<string, FakeFile> Files { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the guest's system volume is locked by BitLocker.</summary>
    public bool IsLocked { get; set; }

    /// <summary>The guest's accounts with their passwords.</summary>
    public Dictionary<string, string> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the guest's own service for PowerShell Direct runs (vmicvmsession).</summary>
    public bool TakesDirect { get; set; } = true;

    /// <summary>Whether those accounts are administrators of the guest.</summary>
    public bool AccountsAdminister { get; set; } = true;

    /// <summary>What programs of the guest say, by program and command line; null for a program that is not there. A program that says nothing of its end never ends.</summary>
    public Func<string, string, FakeProgramEnd?> Program { get; set; }

    /// <summary>Files of the running guest that a process has loaded: they can be read and renamed, and neither written nor removed (win32 docs, CreateFile: FILE_SHARE_DELETE; MoveFileEx).</summary>
    public HashSet<string> Loaded { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is free on the guest's system drive, in bytes; null where that is never short.</summary>
    public long? FreeBytes { get; set; }

    /// <summary>What becomes of the bytes of a file on its way into the running guest.</summary>
    public Func<FakeFile, FakeFile> Arriving { get; set; } = file => file;

    /// <summary>The Windows inside, as its own file cmdlets see it: its system drive is C:.</summary>
    internal FakeHost Inside { get; } = new(HostEdition.Windows11);

    /// <summary>When it was started last.</summary>
    public DateTime? Started { get; set; }

    public List<AssignedDevice> Devices { get; } = [];

    public List<GpuPartition> Partitions { get; } = [];

    public List<FakeCheckpoint> Checkpoints { get; } = [];

    public bool IsOff => State == Enums.Off;

    public string DiskPath => $@"D:\VMs\{Id}\disk.vhdx";
}
