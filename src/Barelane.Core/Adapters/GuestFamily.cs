namespace Barelane.Core.Adapters;

/// <summary>Families of guest systems.</summary>
public enum GuestFamily
{
    /// <summary>The agent does not tell.</summary>
    Unknown,

    /// <summary>Linux.</summary>
    Linux,

    /// <summary>Windows.</summary>
    Windows,
}
