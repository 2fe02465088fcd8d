namespace Barelane.Knowledge.Symptoms;

/// <summary>How sure it is that something is the cause.</summary>
public enum Confidence
{
    /// <summary>Something that was read or asked speaks against it.</summary>
    RuledOut,

    /// <summary>One of several that look the same.</summary>
    Possible,

    /// <summary>What it is in most cases that have been described.</summary>
    Likely,

    /// <summary>The text says so itself, or something else that was read or asked bears it out.</summary>
    Certain,
}
