using System.Text.Json;
using Barelane.Core.Adapters;

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

    /// <summary>Where files of the guest's own are kept that others were put over.</summary>
    public const string Kept = Folder + @"\before";

    /// <summary>Where files wait in a running guest until all are there.</summary>
    public const string Coming = Folder + @"\new";

    /// <summary>Where a running guest's files go that others take the places of: it may have them in use until its next start.</summary>
    public const string Replaced = Folder + @"\old";

    /// <summary>The files that a record names.</summary>
    /// <exception cref="SiteException">It is none, or one of another version.</exception>
    public static IReadOnlyList<GuestRecordFile> Read(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, AnswersJson.Default.GuestRecord) is { Version: CurrentVersion } record ? record.Files : throw new JsonException("it is of another version");
        }
        catch (JsonException e)
        {
            throw new SiteException(new Problem
            {
                Code = "guest-disk",
                Message = $@"The record of copied files on the guest's disk ('{Folder}\{Name}') can't be read: {e.Message}",
                Remedy = "Remove that folder, and the driver's files beside it, in the guest; then run the command again.",
            });
        }
    }

    /// <summary>A record of these files.</summary>
    public static byte[] Write(IReadOnlyList<GuestRecordFile> files) => JsonSerializer.SerializeToUtf8Bytes(new GuestRecord(CurrentVersion, files), AnswersJson.Default.GuestRecord);
}

/// <summary>One file that was copied.</summary>
/// <param name="Path">Its path within the volume.</param>
/// <param name="Hash">SHA-256 of what was copied.</param>
/// <param name="Kept">Where within the volume lies what was there before; null for nothing.</param>
internal sealed record GuestRecordFile(string Path, string Hash, string? Kept);
