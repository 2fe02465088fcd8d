using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Steps;

/// <summary>A file to copy: from the host's driver store to a path within the guest's volume.</summary>
/// <param name="From">The file on the host, with what it holds.</param>
/// <param name="To">Its path within the volume.</param>
/// <param name="OnlyNewer">Whether a newer one there stays.</param>
internal sealed record GuestFile(FileAnswer From, string To, bool OnlyNewer);

/// <summary>
/// Which files of a driver's package a guest needs, and where. The whole package goes into the guest's own store under its name; what the package's lists name goes into System32 or SysWOW64 as
/// well. Pure. Source: Microsoft, gpu-paravirtualization ('Driver files'); container-non-dx ('Driver INF modifications').
/// </summary>
internal static class GuestFileList
{
    /// <summary>The list.</summary>
    /// <param name="folder">The package's folder on the host.</param>
    /// <param name="package">Its name.</param>
    /// <param name="answer">What is in it.</param>
    /// <exception cref="SiteException">A list names what is not in the package, or a place outside of the folder meant for it.</exception>
    public static IReadOnlyList<GuestFile> Of(string folder, string package, DriverPackageAnswer answer)
    {
        var files = answer.Files.ToDictionary(f => f.Path, StringComparer.OrdinalIgnoreCase);
        var list = answer.Files.Where(f => f.Path.StartsWith(folder + "\\", StringComparison.OrdinalIgnoreCase))
            .Select(f => new GuestFile(f, $@"{GuestRecord.Store}\FileRepository\{package}\{f.Path[(folder.Length + 1)..]}", false)).ToList();
        if (list.Count == 0)
        {
            throw Strange($"The driver's package '{folder}' holds no files.");
        }

        foreach (var entry in answer.Lists)
        {
            var source = entry.Names.Count > 0 ? entry.Names[0] : "";
            var target = entry.Names.Count > 1 && entry.Names[1].Length > 0 ? entry.Names[1] : source[(source.LastIndexOf('\\') + 1)..];
            if (!IsInside(source) || !IsInside(target))
            {
                throw Strange($"The driver's list '{entry.List}' names '{source}' and '{target}', which are no places within a folder.");
            }

            list.Add(new GuestFile(
                files.TryGetValue($@"{folder}\{source}", out var file) ? file : throw Strange($"The driver's list '{entry.List}' names '{source}', which is not in its package."),
                $@"Windows\{(entry.List.EndsWith("Wow64", StringComparison.OrdinalIgnoreCase) ? "SysWOW64" : "System32")}\{target}",
                entry.List.Contains("WhenNewer", StringComparison.OrdinalIgnoreCase)));
        }

        return [.. list.DistinctBy(f => f.To, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whether the guest's own file stays: it is as new as the host's, by version, or where that says nothing by the time it was written.</summary>
    public static bool Stays(GuestFile file, FileAnswer present) => file.OnlyNewer
        && (VersionOf(present) is { } there && VersionOf(file.From) is { } here ? there >= here : present.Written >= file.From.Written);

    private static Version? VersionOf(FileAnswer file)
    {
        var digits = new string([.. file.Version.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
        return System.Version.TryParse(digits, out var version) ? version : null;
    }

    private static bool IsInside(string path) => path.Length > 0 && !path.StartsWith('\\') && path.IndexOfAny([':', '/', '*', '?', '"', '<', '>', '|']) < 0 && !path.Any(char.IsControl)
        && path.Split('\\').All(part => part.Length > 0 && part is not ("." or ".."));

    private static SiteException Strange(string message) => new(new Problem
    {
        Code = "driver-files",
        Message = message,
        Remedy = string.Create(CultureInfo.InvariantCulture, $"Copy the files yourself and write 'driver-files: leave' into the assignment, or install the driver on the host again."),
    });
}
