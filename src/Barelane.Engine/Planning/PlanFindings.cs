using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>Findings of the planner itself.</summary>
internal static class PlanFindings
{
    public static Finding Block(string rule, ObjectRef subject, string name, string observed, string required, string remedy) =>
        Make(rule, Severity.Block, subject, name, observed, required, remedy);

    public static Finding Unknown(string rule, ObjectRef subject, string name, string observed, string required, string remedy) =>
        Make(rule, Severity.Unknown, subject, name, observed, required, remedy);

    private static Finding Make(string rule, Severity severity, ObjectRef subject, string name, string observed, string required, string remedy) => new()
    {
        Rule = rule,
        Severity = severity,
        Subject = subject,
        SubjectName = name,
        Observed = observed,
        Required = required,
        Why = "A plan is made only where every step's effect can be told beforehand and proved afterwards.",
        Remedy = remedy,
        Source = "docs/design/0002-plans-are-data.md",
        Blocks = true,
    };
}
