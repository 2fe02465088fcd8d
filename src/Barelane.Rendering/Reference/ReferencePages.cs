using Barelane.Core.Rules;
using Barelane.Knowledge.Catalog;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Rendering.Reference;

/// <summary>The pages of docs/reference that are made from the data, in Markdown, linked to one another.</summary>
public static class ReferencePages
{
    /// <summary>Every page, by its path in docs/reference.</summary>
    public static IReadOnlyDictionary<string, string> All(IReadOnlyList<IRule> rules, IReadOnlyList<Symptom> symptoms, HardwareCatalog hardware) =>
        RulePages.All(rules, symptoms)
            .Concat(SymptomPages.All(symptoms))
            .Concat(CardPages.All(hardware.Cards.Cards, hardware.Combinations.Combinations))
            .Concat(HardwarePages.All(hardware.Servers.Servers, hardware.Combinations.Combinations))
            .ToDictionary(p => p.Path, p => p.Text, StringComparer.Ordinal);
}
