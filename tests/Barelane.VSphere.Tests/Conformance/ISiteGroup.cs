namespace Barelane.VSphere.Tests.Conformance;

/// <summary>Sites whose checks run one after another, beside those of the other groups.</summary>
public interface ISiteGroup
{
    /// <summary>Their names.</summary>
    static abstract IEnumerable<string> Names { get; }
}
