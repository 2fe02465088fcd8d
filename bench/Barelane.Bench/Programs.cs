namespace Barelane.Bench;

/// <summary>Where the programs are that are measured.</summary>
internal static class Programs
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The command line as <c>./barelane</c> builds it for its users.</summary>
    public static string Barelane { get; } = Path.Combine(Root, "artifacts", "barelane", "barelane");

    /// <summary>A peer's script of this folder.</summary>
    public static string Peer(string name) => Path.Combine(Root, "bench", "peers", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Barelane.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new BenchException($"No folder above '{AppContext.BaseDirectory}' holds 'Barelane.slnx'; required is a build inside the repository.");
    }
}
