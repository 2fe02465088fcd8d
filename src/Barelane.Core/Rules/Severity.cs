namespace Barelane.Core.Rules;

/// <summary>What a rule says. Unknown is an answer of its own: it never counts as Pass or as Block.</summary>
public enum Severity
{
    /// <summary>As required.</summary>
    Pass,

    /// <summary>Worth knowing; stands in nobody's way.</summary>
    Note,

    /// <summary>Likely to cause trouble.</summary>
    Warn,

    /// <summary>Stands in the way.</summary>
    Block,

    /// <summary>Could not be found out. Of a rule that could block, it blocks until the user accepts that rule by name.</summary>
    Unknown,
}
