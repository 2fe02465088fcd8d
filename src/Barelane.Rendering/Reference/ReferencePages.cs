using Barelane.Core.Rules;
using Barelane.Knowledge.Catalog;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Rendering.Reference;

/// <summary>The pages of docs/reference that are made from the data, in Markdown, linked to one another.</summary>
public static class ReferencePages
{
    /// <summary>Every page, by its path in docs/reference.</summary>
    public static IReadOnlyDictionary<string, string> All(IReadOnlyList<IRule> rules, IReadOnlyList<Symptom> symptoms, IReadOnlyList<Card> cards) =>
        RulePages.All(rules, symptoms)
            .Concat(SymptomPages.All(symptoms))
            .Concat(CardPages.All(cards))
            .ToDictionary(p => p.Path, p => p.Text, StringComparer.Ordinal);
}
