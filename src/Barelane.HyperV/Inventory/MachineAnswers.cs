using System.Text.Json;

namespace Barelane.HyperV.Inventory;

/// <summary>What <c>read-machine</c> answers.</summary>
internal sealed record MachineAnswer(
    string Uuid, string Name, string Vendor, string Model, IReadOnlyList<string> Firmware, IReadOnlyList<string> Processors, ulong MemoryBytes, ulong FreeKiB,
    string System, string Version, int ProductType, DateTimeOffset Booted, IReadOnlyList<ServiceAnswer> Services, IReadOnlyList<string> Groups);

/// <summary>A Windows service; 4 is running.</summary>
internal sealed record ServiceAnswer(string Name, int Status);

/// <summary>A cmdlet that is there, with its parameters.</summary>
internal sealed record CommandAnswer(string Name, IReadOnlyList<string> Parameters);

/// <summary>What <c>read-vmhost</c> answers.</summary>
internal sealed record VmHostAnswer(bool Iov, IReadOnlyList<string> Reasons, bool NumaSpanning, IReadOnlyList<NumaNodeAnswer> Nodes);

/// <summary>A NUMA node with its memory.</summary>
internal sealed record NumaNodeAnswer(int Id, long TotalMiB, long FreeMiB);

/// <summary>What <c>read-boot-options</c> answers: lines of an option and its value.</summary>
internal sealed record BootOptionsAnswer(int ExitCode, IReadOnlyList<string> Lines);

/// <summary>An entry of an event log.</summary>
internal sealed record EventAnswer(DateTimeOffset Time, int Id, string Level, string Source, string Text);

/// <summary>What <c>read-settings</c> answers.</summary>
internal sealed record SettingsAnswer(IReadOnlyList<PolicyAnswer> Policies, IReadOnlyList<OwnAnswer> Own, IReadOnlyList<NoteAnswer> Notes, IReadOnlyList<GuestNoteAnswer> Guests, IReadOnlyList<int> SecurityProperties, bool RebootPending);

/// <summary>The policies' values; null where one is not set.</summary>
internal sealed record PolicyAnswer(long? RequireSecureDeviceAssignment, long? RequireSupportedDeviceAssignment);

/// <summary>Barelane's own values in the registry.</summary>
internal sealed record OwnAnswer(string? Maintenance);

/// <summary>What Barelane noted about the device at a location path before it took it from the host.</summary>
internal sealed record NoteAnswer(string Path, string Memory);

/// <summary>What Barelane noted about what it did to a VM's guest from the host; empty texts for nothing.</summary>
internal sealed record GuestNoteAnswer(string Vm, string DriverFiles, string DriverFilesChecked, string Mounted);

/// <summary>What <c>read-cluster</c> answers.</summary>
internal sealed record ClusterAnswer(string Id, string Name, IReadOnlyList<NodeAnswer> Nodes, IReadOnlyList<ClusterVmAnswer> Vms);

/// <summary>A node; 0 is up.</summary>
internal sealed record NodeAnswer(string Name, int State);

/// <summary>A VM's resource in the cluster, with its private properties.</summary>
internal sealed record ClusterVmAnswer(string Resource, IReadOnlyList<NamedValue> Values);

/// <summary>A name and a value.</summary>
internal sealed record NamedValue(string Name, string Value);

/// <summary>One property of a device, as it came.</summary>
internal sealed record PropertyAnswer(string Key, string Type, IReadOnlyList<JsonElement> Data);
