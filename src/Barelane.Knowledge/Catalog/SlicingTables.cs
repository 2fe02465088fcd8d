using System.Globalization;
using System.Text.RegularExpressions;
using Barelane.Core.Goals;

namespace Barelane.Knowledge.Catalog;

/// <summary>
/// What a catalogue file keeps under short names for its cards: vGPU and MIG tables, support by hypervisor, ends of support. A name that a user's own
/// file does not have is looked up in the built-in one.
/// </summary>
internal sealed partial class SlicingTables(CatalogFile file, string json, SlicingTables? builtIn, Action<string> say)
{
    private const int MiBOfGiB = 1024;
    private const int SmallestMiB = 512;

    /// <summary>The vGPU table under a name, its profiles joined with the MIG profiles that carry them; null where there is none.</summary>
    public VgpuTable? Vgpu(string? name, string? mig)
    {
        if (name is null || !file.Vgpu.TryGetValue(name, out var entry))
        {
            return builtIn?.Vgpu(name, mig);
        }

        var instances = Mig(mig)?.Profiles ?? [];
        return new VgpuTable
        {
            Prefix = entry.Prefix,
            MixedSizes = entry.MixedSizes,
            Profiles = [.. entry.Profiles.Select(p => Profile(name, entry.Prefix, p.Key, p.Value, isDerived: false, instances))
                .Concat(entry.Derived.Select(p => Profile(name, entry.Prefix, p.Key, p.Value, isDerived: true, instances)))
                .OfType<VgpuProfile>()
                .OrderBy(p => p.MigProfile is not null).ThenByDescending(p => p.Series).ThenByDescending(p => p.MemoryMiB).ThenBy(p => p.Name, StringComparer.Ordinal)],
            Sources = Sources(entry.Sources),
        };
    }

    /// <summary>The MIG table under a name; null where there is none.</summary>
    public MigTable? Mig(string? name)
    {
        if (name is null || !file.Mig.TryGetValue(name, out var entry))
        {
            return builtIn?.Mig(name);
        }

        return new MigTable
        {
            ComputeSlices = entry.ComputeSlices,
            MemorySlices = entry.MemorySlices,
            IsDerived = entry.IsDerived,
            Profiles = [.. entry.Profiles.Select(p => Instance(name, entry, p)).OfType<MigProfile>().OrderByDescending(p => p.ComputeSlices).ThenByDescending(p => p.Size).ThenBy(p => p.Name, StringComparer.Ordinal)],
            Sources = Sources(entry.Sources),
        };
    }

    /// <summary>The support under a name; null where there is none.</summary>
    public WaySupport? Support(string name)
    {
        if (!file.Support.TryGetValue(name, out var entry))
        {
            return builtIn?.Support(name);
        }

        Check(Enum.TryParse<Way>(entry.Way, ignoreCase: true, out var way), "support", name, $"has the way '{entry.Way}'; 'direct', 'shared' and 'remote' are known");
        Check(entry.From.Length == 0 || Version.TryParse(entry.From, out _), "support", name, $"has 'from' '{entry.From}', which is no version; write e.g. '8.0.1'");
        Check(entry.To.Length == 0 || Version.TryParse(entry.To, out _), "support", name, $"has 'to' '{entry.To}', which is no version; write e.g. '8.0.1'");
        return new WaySupport(entry.Hypervisor, way, entry.From, entry.To, entry.Note, Source(entry.Source));
    }

    /// <summary>The end of support under a name; null where there is none.</summary>
    public EndOfSupport? EndOfSupport(string? name) =>
        name is not null && file.EndOfSupport.TryGetValue(name, out var entry) ? new EndOfSupport(entry.What, Source(entry.Source)) : builtIn?.EndOfSupport(name);

    private VgpuProfile? Profile(string table, string prefix, string text, int perGpu, bool isDerived, IReadOnlyList<MigProfile> instances)
    {
        var name = ProfileName().Match(text);
        Check(name.Success, "vgpu", table, $"has the profile '{text}'; a profile is a size and a series such as '8Q', or for MIG '1-5C'");
        Check(perGpu is > 0 and <= 64, "vgpu", table, $"has {perGpu} slices of '{text}' on a GPU; 1 to 64 is believed");
        if (!name.Success)
        {
            return null;
        }

        var size = int.Parse(name.Groups["size"].ValueSpan, CultureInfo.InvariantCulture);
        string? instance = null;
        if (name.Groups["compute"].Success)
        {
            var compute = int.Parse(name.Groups["compute"].ValueSpan, CultureInfo.InvariantCulture);
            var extra = name.Groups["extra"].Value.ToLowerInvariant();
            instance = instances
                .Where(i => i.ComputeSlices == compute && i.MemoryGiB >= size && string.Equals(i.Name[(i.Name.IndexOf("gb", StringComparison.Ordinal) + 2)..].TrimStart('+'), extra, StringComparison.Ordinal))
                .MinBy(i => i.MemoryGiB)?.Name;
            Check(instance is not null, "vgpu", table, $"has the profile '{text}', but its cards' 'mig' has no instance that carries it");
        }

        return new VgpuProfile
        {
            Name = $"{prefix}-{text}",
            Series = Enum.Parse<VgpuSeries>(name.Groups["series"].ValueSpan),
            MemoryMiB = size == 0 ? SmallestMiB : size * MiBOfGiB,
            PerGpu = perGpu,
            IsDerived = isDerived,
            MigProfile = instance,
        };
    }

    private MigProfile? Instance(string table, CatalogFile.MigEntry mig, CatalogFile.MigProfileEntry entry)
    {
        var name = InstanceName().Match(entry.Name);
        Check(name.Success, "mig", table, $"has the profile '{entry.Name}'; NVIDIA's names look like '3g.20gb' or '1g.5gb+me'");
        Check(entry.Size > 0 && entry.Size <= mig.MemorySlices, "mig", table, $"has '{entry.Name}' with size {entry.Size}; the GPU has {mig.MemorySlices} memory slices");
        Check(entry.Starts.Count > 0 && (entry.Size > mig.MemorySlices || entry.Starts.All(s => s >= 0 && s + entry.Size <= mig.MemorySlices)), "mig", table, $"has '{entry.Name}' with a start outside of the {mig.MemorySlices} memory slices");
        Check(entry.Max > 0 && entry.Max <= entry.Starts.Count, "mig", table, $"contradicts itself: {entry.Max} of '{entry.Name}', but {entry.Starts.Count} starts");
        return name.Success
            ? new MigProfile
            {
                Name = entry.Name,
                Id = entry.Id,
                ComputeSlices = int.Parse(name.Groups["compute"].ValueSpan, CultureInfo.InvariantCulture),
                MemoryGiB = int.Parse(name.Groups["memory"].ValueSpan, CultureInfo.InvariantCulture),
                Size = entry.Size,
                Starts = entry.Starts,
                Max = entry.Max,
            }
            : null;
    }

    private void Check(bool isRight, string section, string name, string problem)
    {
        if (!isRight)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"line {LineOf(section, name)}: '{name}' of '{section}' {problem}."));
        }
    }

    /// <summary>The line on which the short name stands in its section.</summary>
    private int LineOf(string section, string name)
    {
        var start = json.IndexOf($"\"{section}\"", StringComparison.Ordinal);
        var at = start < 0 ? -1 : json.IndexOf($"\"{name}\"", start, StringComparison.Ordinal);
        return at < 0 ? 1 : json.AsSpan(0, at).Count('\n') + 1;
    }

    private string Source(string source) => file.Sources.GetValueOrDefault(source, source);

    private IReadOnlyList<string> Sources(IReadOnlyList<string> sources) => [.. sources.Select(Source)];

    [GeneratedRegex(@"^(?:(?<compute>\d)-)?(?<size>\d{1,3})(?<series>[ABCQ])4?(?<extra>ME|GFX)?$")]
    private static partial Regex ProfileName();

    [GeneratedRegex(@"^(?<compute>\d)g\.(?<memory>\d+)gb(?:\+(?:me|gfx|me\.all))?$")]
    private static partial Regex InstanceName();
}
