using System.Security.Cryptography;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;

namespace Barelane.Cli.Inputs;

/// <summary>The drivers' files that a document names: relative to the document, and known by their content.</summary>
internal static class DriverFiles
{
    /// <summary>The document with size and hash of each driver's file.</summary>
    /// <exception cref="ProblemException">A file can't be read.</exception>
    public static async Task<Document> FillAsync(Document document, string documentPath, CancellationToken cancellationToken)
    {
        if (document.Assignments.All(a => a.Guest?.Prepare?.Driver is null && a.Way != Way.Remote))
        {
            return document;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(documentPath))!;
        var filled = new List<Assignment>();
        GuestDriverFile? remote = null;
        foreach (var given in document.Assignments)
        {
            remote ??= given.Way == Way.Remote ? await OwnAsync(folder, given.Vm, cancellationToken).ConfigureAwait(false) : null;
            var assignment = given.Way == Way.Remote ? given with { RemoteDriver = remote } : given;
            filled.Add(assignment.Guest is { Prepare: { Driver: { } driver } prepare } guest
                ? assignment with { Guest = guest with { Prepare = prepare with { Driver = await ReadAsync(driver, folder, assignment.Vm, cancellationToken).ConfigureAwait(false) } } }
                : assignment);
        }

        return document with { Assignments = filled };
    }

    /// <summary>Opens a driver's file.</summary>
    /// <exception cref="SiteException">It can't be read.</exception>
    public static Stream Open(GuestDriverFile driver)
    {
        try
        {
            return File.OpenRead(driver.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SiteException(Unreadable(driver.Path, e.Message), e);
        }
    }

    /// <summary>Barelane's own driver for guests with remote GPUs, which no document names.</summary>
    private static async Task<GuestDriverFile> OwnAsync(string folder, string vm, CancellationToken cancellationToken)
    {
        var path = Remote.ProgramPlace.BesideBarelane;
        return File.Exists(path)
            ? await ReadAsync(new GuestDriverFile(path), folder, vm, cancellationToken).ConfigureAwait(false)
            : throw new ProblemException(
                new Problem
                {
                    Code = "driver-file",
                    Message = $"'{path}' is not there: it is the driver for guests with remote GPUs, and '{vm}' is to be one.",
                    Remedy = $"Build it into that folder: 'dotnet publish src/Barelane.Remote.Driver -f net9.0 -p:Native=true -o {Path.GetDirectoryName(path)}'.",
                },
                ExitCodes.Error);
    }

    private static async Task<GuestDriverFile> ReadAsync(GuestDriverFile driver, string folder, string vm, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, driver.Path);
        try
        {
            var stream = File.OpenRead(path);
            await using (stream.ConfigureAwait(false))
            {
                var hash = await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false);
                return new GuestDriverFile(path) { Sha256 = Convert.ToHexStringLower(hash), Bytes = stream.Length };
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Unreadable(path, $"it is the driver of '{vm}'. {e.Message}"), ExitCodes.Error);
        }
    }

    private static Problem Unreadable(string path, string why) => new()
    {
        Code = "driver-file",
        Message = $"'{path}' could not be read: {why}",
        Remedy = "Put the driver's file there, or take 'driver' out of the assignment's 'guest'. A relative path begins at the document's folder.",
    };
}
