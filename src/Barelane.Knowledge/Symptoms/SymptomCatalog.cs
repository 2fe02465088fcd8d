using System.Text;

namespace Barelane.Knowledge.Symptoms;

/// <summary>What is known of failures. Immutable.</summary>
public sealed class SymptomCatalog
{
    private const string ResourcePrefix = "symptoms/";
    private static readonly Lazy<SymptomCatalog> LazyBuiltIn = new(LoadBuiltIn);

    private SymptomCatalog(IReadOnlyList<Symptom> symptoms) => Symptoms = symptoms;

    /// <summary>What comes with the program.</summary>
    public static SymptomCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every symptom, in the order of the ids, whatever file it stands in.</summary>
    public IReadOnlyList<Symptom> Symptoms { get; }

    /// <summary>A catalogue of these files, by name and content.</summary>
    /// <exception cref="FormatException">They have mistakes; all are named.</exception>
    public static SymptomCatalog Of(IEnumerable<(string Name, string Json)> files)
    {
        var read = files.Select(f => SymptomReader.Read(f.Name, f.Json)).ToList();
        var symptoms = read.SelectMany(r => r.Symptoms).OrderBy(s => s.Id, StringComparer.Ordinal).ToList();
        var problems = read.SelectMany(r => r.Problems)
            .Concat(symptoms.GroupBy(s => s.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"The id '{g.Key}' is given to {g.Count()} symptoms; each stands once."))
            .Concat(symptoms.SelectMany(s => s.Follows.Where(f => !symptoms.Exists(o => o.Id == f)).Select(f => $"The symptom '{s.Id}' follows '{f}', which is not there.")))
            .ToList();
        return problems.Count == 0 ? new SymptomCatalog(symptoms) : throw new FormatException(string.Join(" ", problems));
    }

    private static SymptomCatalog LoadBuiltIn()
    {
        var assembly = typeof(SymptomCatalog).Assembly;
        return Of(assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => (n[ResourcePrefix.Length..], Text(assembly.GetManifestResourceStream(n)!))));
    }

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
