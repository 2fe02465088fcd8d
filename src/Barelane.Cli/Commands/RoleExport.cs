using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.HyperV.PowerShell.Role;

namespace Barelane.Cli.Commands;

/// <summary><c>export --as jea</c>: the files of a restricted session for Barelane on a Hyper-V host, written into a folder.</summary>
internal static class RoleExport
{
    /// <summary>Where they are written unless something else is said.</summary>
    public const string Folder = "barelane-jea";

    /// <summary>Writes them; a file that is there already and says something else stays, and nothing is written.</summary>
    public static async Task<int> WriteAsync(CliContext context, FleetInventory fleet, string configuration, string account, string folder, CancellationToken cancellationToken)
    {
        if (fleet.Sites is not [{ Site.Hypervisor: Hypervisor.HyperV } site])
        {
            throw new UsageException("'--as jea' writes files for one Hyper-V host; name its site: 'barelane export hv01 --as jea --for DOMAIN\\GROUP'.");
        }

        IReadOnlyDictionary<string, string> files;
        try
        {
            files = HyperVRole.Files(account, configuration, site.Clusters.Count > 0);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message.Split(" (Parameter", 2)[0]);
        }

        var paths = files.Select(f => (Path: Path.Combine(folder, f.Key), Text: f.Value.ReplaceLineEndings("\r\n"))).ToList();
        foreach (var (path, text) in paths.Where(p => File.Exists(p.Path)))
        {
            if (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false) != text)
            {
                throw new ProblemException(
                    new Problem { Code = "file-exists", Message = $"'{path}' is there already and says something else; nothing was written.", Remedy = "Name another folder with '--folder', or move the old one away." },
                    ExitCodes.Error);
            }
        }

        foreach (var (path, text) in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Windows PowerShell reads a file without this mark as one of the system's code page.
            await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), cancellationToken).ConfigureAwait(false);
        }

        context.Console.Out.Write($"""
            {string.Join('\n', paths.Select(p => p.Path))}

            1. Read them: the role has one function for each script, and nothing else.
            2. On '{site.Hosts[0].Name}', elevated and in that folder: .\register.ps1 (restarts WinRM).
            3. Write 'configuration: {configuration}' into the site, over 'ssh://' or 'local',
               with an account of '{account}'.

            """);
        return ExitCodes.Done;
    }
}
