using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Steps;

/// <summary>The Windows volume of a guest, wherever it is reached: on the host while the VM is off, or inside of the running guest. Paths are those within the volume.</summary>
internal interface IGuestFiles
{
    /// <summary>What those of the paths hold that are there.</summary>
    Task<Dictionary<string, FileAnswer>> ReadAsync(IEnumerable<string> paths);

    /// <summary>Which files were copied there before; none where there is no record.</summary>
    Task<IReadOnlyList<GuestRecordFile>> RecordAsync();

    /// <summary>Writes which files were copied.</summary>
    Task WriteRecordAsync(IReadOnlyList<GuestRecordFile> files);

    /// <summary>Copies files of the volume to names that nothing uses.</summary>
    Task KeepAsync(IReadOnlyList<(string From, string To)> files);

    /// <summary>Puts files of the host in their places, over what is there.</summary>
    Task BringAsync(IReadOnlyList<GuestFile> files);

    /// <summary>Puts files back that were kept, over what is there.</summary>
    /// <param name="files">Where each lies, with what it holds, and where it belongs.</param>
    Task PutBackAsync(IReadOnlyList<(FileAnswer Kept, string To)> files);

    /// <summary>Removes files, and folders that are left without one. What the running guest has in use stays.</summary>
    Task RemoveAsync(IEnumerable<string> files, IEnumerable<string> folders);

    /// <summary>Takes away what is only needed while files are changed, and lets go of the volume.</summary>
    Task CloseAsync();
}
