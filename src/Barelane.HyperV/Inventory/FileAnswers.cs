namespace Barelane.HyperV.Inventory;

/// <summary>What <c>read-driver-package</c> answers.</summary>
internal sealed record DriverPackageAnswer(IReadOnlyList<FileAnswer> Files, IReadOnlyList<DriverListAnswer> Lists);

/// <summary>A file: its path, SHA-256 in upper-case hex digits, version (empty where it has none), and when it was written.</summary>
internal sealed record FileAnswer(string Path, string Hash, string Version, DateTimeOffset Written);

/// <summary>One value of a driver's list of files for guests: the path within the package, and the name it gets there (may be missing or empty).</summary>
internal sealed record DriverListAnswer(string List, IReadOnlyList<string> Names);

/// <summary>What a small file holds, as base64.</summary>
internal sealed record ContentAnswer(string Content);

/// <summary>A volume with Windows on it, <c>G:</c>.</summary>
internal sealed record VolumeAnswer(string Volume);
