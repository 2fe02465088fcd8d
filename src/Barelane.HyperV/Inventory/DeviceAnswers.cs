namespace Barelane.HyperV.Inventory;

/// <summary>A PCI device of the host, dismounted ones included.</summary>
internal sealed record DeviceAnswer(string Id, string Name, string Class, string Maker, string Service, string Status, string Problem, IReadOnlyList<PropertyAnswer> Properties);

/// <summary>What <c>read-resources</c> answers.</summary>
internal sealed record ResourcesAnswer(IReadOnlyList<RangeAnswer> Ranges, IReadOnlyList<MemoryAnswer> Memory, IReadOnlyList<InterruptAnswer> Interrupts);

/// <summary>A memory range with its last byte.</summary>
internal sealed record RangeAnswer(ulong Start, ulong End);

/// <summary>That a device has the range that begins there.</summary>
internal sealed record MemoryAnswer(string Device, ulong Start);

/// <summary>An interrupt of a device; a message-based one is a number of 0xFFFF0000 and above.</summary>
internal sealed record InterruptAnswer(string Device, ulong Number);

/// <summary>What <c>read-assignable</c> answers.</summary>
internal sealed record AssignableAnswer(IReadOnlyList<PlacedAnswer> Devices, IReadOnlyList<PoolAnswer> Pools);

/// <summary>A dismounted device.</summary>
internal sealed record PlacedAnswer(string Id, string Path);

/// <summary>A pool with its devices' location paths.</summary>
internal sealed record PoolAnswer(string Name, IReadOnlyList<string> Devices);

/// <summary>A card that can be cut into partitions.</summary>
internal sealed record PartitionableAnswer(string Name, IReadOnlyList<int> Counts, int? Count, ulong? Memory, ulong? Free, bool? Migrates);

/// <summary>A kernel driver's file.</summary>
internal sealed record DriverAnswer(string Service, string Path);

/// <summary>What <c>read-uses</c> answers.</summary>
internal sealed record UsesAnswer(IReadOnlyList<DiskAnswer> Disks, IReadOnlyList<ParentAnswer> Parents, IReadOnlyList<AdapterAnswer> Adapters);

/// <summary>A disk of the host.</summary>
internal sealed record DiskAnswer(string Path, string Name, bool Boots);

/// <summary>What a device hangs on.</summary>
internal sealed record ParentAnswer(string Id, string Parent);

/// <summary>A network adapter of the host.</summary>
internal sealed record AdapterAnswer(string Name, string Device, bool Up);

/// <summary>A card that RemoteFX knows.</summary>
internal sealed record RemoteFxCardAnswer(string Name, bool Enabled);
