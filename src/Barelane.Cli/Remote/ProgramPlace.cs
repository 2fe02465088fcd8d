using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Remote;

/// <summary>What a program needs to use a server: variables, and a folder with the driver's <c>.icd</c> file or an external engine's files.</summary>
internal sealed class ProgramPlace : IDisposable
{
    public const string DriverName = "Barelane.Remote.Driver.so";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("barelane-remote-");
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>What the program's environment has to have.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>Where the driver lies that comes with barelane.</summary>
    public static string BesideBarelane => Path.Combine(AppContext.BaseDirectory, DriverName);

    /// <summary>The driver beside barelane, or where the user says it is; a <see cref="UsageException"/> where it is not.</summary>
    public static string Driver(string? given)
    {
        var library = Path.GetFullPath(given ?? BesideBarelane);
        return File.Exists(library) ? library : throw new UsageException($"The driver '{library}' is not there; name it with --driver.");
    }

    /// <summary>Barelane's own OpenCL, with a lease or without.</summary>
    public static ProgramPlace OfDriver(string library, PoolAccount account, string leaseSecret)
    {
        var place = new ProgramPlace();
        File.WriteAllText(Path.Combine(place._folder.FullName, "barelane.icd"), library + '\n');
        place._variables["OCL_ICD_VENDORS"] = place._folder.FullName;
        place._variables["BARELANE_REMOTE"] = account.Address;
        place.SetIfGiven("BARELANE_REMOTE_LEASE", leaseSecret);
        place.SetIfGiven("BARELANE_REMOTE_CERTIFICATE", account.Certificate);
        place.SetIfGiven("BARELANE_REMOTE_CLIENT", account.OwnCertificate);
        if (leaseSecret.Length == 0)
        {
            place.SetIfGiven("BARELANE_REMOTE_TOKEN", account.Token);
        }

        return place;
    }

    /// <summary>An external engine's.</summary>
    public static ProgramPlace OfEngine(GrantedLease lease, PoolAccount account)
    {
        var place = new ProgramPlace();
        foreach (var (name, text) in lease.Files)
        {
            File.WriteAllText(Path.Combine(place._folder.FullName, Path.GetFileName(name)), place.Filled(text, account));
        }

        foreach (var (name, text) in lease.Variables)
        {
            place._variables[name] = place.Filled(text, account);
        }

        return place;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void SetIfGiven(string name, string value)
    {
        if (value.Length > 0)
        {
            _variables[name] = value;
        }
    }

    private string Filled(string text, PoolAccount account) => text
        .Replace("{files}", _folder.FullName, StringComparison.Ordinal)
        .Replace("{host}", ServerHost.Of(account.Address), StringComparison.Ordinal);
}
