namespace Barelane.FakeHyperV.Language;

/// <summary>A cmdlet.</summary>
internal interface ICmdlet
{
    /// <summary>Its name, as documented.</summary>
    string Name { get; }

    /// <summary>The .NET class, which ends the fully qualified ids of its errors.</summary>
    string ClassName { get; }

    /// <summary>Its own parameters; a call with another one fails.</summary>
    IReadOnlySet<string> Parameters { get; }

    /// <summary>Begins a call.</summary>
    IStage Begin(CmdletCall call);
}
