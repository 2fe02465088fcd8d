namespace Barelane.FakeHyperV.Host;

/// <summary>What a <see cref="FaultRule"/> does.</summary>
public enum FaultAction
{
    /// <summary>The cmdlet fails before it does anything.</summary>
    Refuse,

    /// <summary>It does its work and fails then.</summary>
    ActAndRefuse,

    /// <summary>The connection breaks before it does anything; the script ends there.</summary>
    LoseBefore,

    /// <summary>It does its work, then the connection breaks; the script ends there.</summary>
    LoseAfter,

    /// <summary>It puts out its first object twice.</summary>
    Twice,

    /// <summary>It puts out nothing.</summary>
    Silent,
}
