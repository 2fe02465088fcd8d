namespace Barelane.Core.Plans;

/// <summary>How a predicate compares.</summary>
public enum Test
{
    /// <summary>The value is the one given (null: unset).</summary>
    Is,

    /// <summary>The value is one of those given.</summary>
    AnyOf,

    /// <summary>The value differs from the one given, and is there.</summary>
    ChangedFrom,

    /// <summary>The value is a whole number of at least the one given.</summary>
    AtLeast,

    /// <summary>There is a value; which one is assigned by the hypervisor.</summary>
    IsSet,
}
