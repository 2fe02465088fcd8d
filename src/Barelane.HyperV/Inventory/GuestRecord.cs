namespace Barelane.HyperV.Inventory;

/// <summary>What lies on a guest's disk beside the files that were copied there: which they are, so that undo takes away those and no others.</summary>
/// <param name="Version">The version of this record.</param>
/// <param name="Files">The files, by their path within the volume.</param>
internal sealed record GuestRecord(int Version, IReadOnlyList<GuestRecordFile> Files)
{
    /// <summary>The version written now.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The folder of a guest's volume that files of the host's driver go into.</summary>
    public const string Store = @"Windows\System32\HostDriverStore";

    /// <summary>Where the record lies.</summary>
    public const string Folder = Store + @"\Barelane";

    /// <summary>Its name.</summary>
    public const string Name = "files.json";
}

/// <summary>One file that was copied.</summary>
/// <param name="Path">Its path within the volume.</param>
/// <param name="Hash">SHA-256 of what was copied.</param>
/// <param name="Kept">Where within the volume lies what was there before; null for nothing.</param>
internal sealed record GuestRecordFile(string Path, string Hash, string? Kept);
