using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>What <c>read-light-guests</c> answers.</summary>
internal sealed record LightGuestsAnswer(IReadOnlyList<FeatureAnswer> Features, IReadOnlyList<VersionAnswer> Files, IReadOnlyList<LightPolicyAnswer> Policies, IReadOnlyList<WslUserAnswer> Users, IReadOnlyList<DistributionAnswer> Distributions);

/// <summary>What a user's .wslconfig says about GPUs: its sections and the lines about them.</summary>
internal sealed record WslUserAnswer(string Name, IReadOnlyList<string> Lines);

/// <summary>A distribution of a user who is signed in, and the version of WSL that it runs under.</summary>
internal sealed record DistributionAnswer(string Name, int Version);

/// <summary>An optional feature of Windows; 1 is on.</summary>
internal sealed record FeatureAnswer(string Name, int State);

/// <summary>A file that is there, with its version; empty where it has none.</summary>
internal sealed record VersionAnswer(string Path, string Version);

/// <summary>Policies; null where one is not set.</summary>
internal sealed record LightPolicyAnswer(long? AllowVGPU, long? AllowWSL);

/// <summary>
/// Whether the host's GPUs reach WSL2 and Windows Sandbox, and what stands in the way. Sources: Microsoft, WSL 'gpu-compute' (Windows 11, or Windows 10 21H2), 'enterprise' (AllowWSL), Windows Sandbox configuration (vGPU is
/// off by default) and policy CSP 'WindowsSandbox' (AllowVGPU); that WSL maps lxss\lib to /usr/lib/wsl/lib is its authors' word, not a document's.
/// </summary>
internal static class LightGuests
{
    private const int Windows10With21H2 = 19044;
    private const string Libraries = @"C:\Windows\System32\lxss\lib\libdxcore.so";

    public static Observed<IReadOnlyList<LightGuest>> Of(HostAnswers answers) => answers.LightGuests.Map(told => (IReadOnlyList<LightGuest>)[Wsl(answers, told), Sandbox(answers, told)]);

    private static LightGuest Wsl(HostAnswers answers, LightGuestsAnswer told)
    {
        var program = told.Files.FirstOrDefault(f => f.Path.EndsWith("wsl.exe", StringComparison.OrdinalIgnoreCase));
        var hindrances = Common(answers).ToList();
        if (!IsOn(told, "VirtualMachinePlatform"))
        {
            hindrances.Add("The feature 'Virtual Machine Platform' is off: 'Enable-WindowsOptionalFeature -Online -FeatureName VirtualMachinePlatform', and restart the host.");
        }

        if (Version.TryParse(answers.Machine.Version, out var version) && version.Build < Windows10With21H2)
        {
            hindrances.Add($"Windows build {version.Build} is older than Windows 10 21H2 ({Windows10With21H2}): update it.");
        }

        if (!told.Files.Any(f => f.Path.Equals(Libraries, StringComparison.OrdinalIgnoreCase)))
        {
            hindrances.Add($"'{Libraries}' is not there, from which Linux gets its libraries ('/usr/lib/wsl/lib'): 'wsl --update', and install the card's driver again.");
        }

        if (told.Policies.Any(p => p.AllowWSL == 0))
        {
            hindrances.Add("The policy 'AllowWSL' forbids WSL.");
        }

        return new LightGuest(program is { Version.Length: > 0 } ? $"{LightGuest.Wsl} {program.Version}" : LightGuest.Wsl, program is not null || IsOn(told, "Microsoft-Windows-Subsystem-Linux"), hindrances)
        {
            Notes =
            [
                .. told.Users.Where(u => IsSwitchedOff(u.Lines)).Select(u => $"For the user '{u.Name}' it is switched off: 'gpuSupport=false' in 'C:\\Users\\{u.Name}\\.wslconfig'."),
                .. told.Distributions.Where(d => d.Version == 1).Select(d => d.Name).Distinct(StringComparer.Ordinal).Select(n => $"'{n}' runs under WSL 1, which has no GPU: 'wsl --set-version {n} 2'."),
            ],
        };
    }

    /// <summary>The last line of the section 'wsl2' counts. Source: WSL, src/windows/common/WslCoreConfig.h ('wsl2.gpuSupport').</summary>
    private static bool IsSwitchedOff(IReadOnlyList<string> lines)
    {
        var (isIn, isOff) = (false, false);
        foreach (var line in lines.Select(l => l.Trim()))
        {
            if (line.StartsWith('['))
            {
                isIn = line.StartsWith("[wsl2]", StringComparison.OrdinalIgnoreCase);
            }
            else if (isIn)
            {
                isOff = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Split('#')[0].Trim() is var value && (value.Equals("false", StringComparison.OrdinalIgnoreCase) || value == "0");
            }
        }

        return isOff;
    }

    private static LightGuest Sandbox(HostAnswers answers, LightGuestsAnswer told) => new(LightGuest.Sandbox, IsOn(told, "Containers-DisposableClientVM"),
    [
        .. Common(answers),
        told.Policies.Any(p => p.AllowVGPU == 0)
            ? "The policy 'AllowVGPU' forbids it, whatever a .wsb file says."
            : "A sandbox has it only from a .wsb file that says so: 'barelane export --as wsb' prints one.",
    ]);

    /// <summary>What keeps GPUs from both: no driver of a card here is made for paravirtualisation. Where cards are hardware partitions (GPU-P), or that could not be read, nothing is claimed.</summary>
    private static IEnumerable<string> Common(HostAnswers answers)
    {
        if (answers.Partitionable.TryGet(out var cards) && cards.Count == 0)
        {
            yield return "No card of the host, or none that is not dismounted for a VM, offers itself for paravirtualisation: install its maker's driver (WDDM 2.4 or later).";
        }
    }

    private static bool IsOn(LightGuestsAnswer told, string feature) => told.Features.Any(f => f.Name == feature && f.State == 1);
}
