namespace Barelane.FakeHyperV.Language;

/// <summary>The machine that a script runs on: its cmdlets, and what .NET's static members find there.</summary>
internal interface IMachine
{
    /// <summary>The cmdlet of this name; null where the machine has none.</summary>
    ICmdlet? Find(string name);

    /// <summary>Reads or calls a static member that the language lets through.</summary>
    object? Static(string type, string member, IReadOnlyList<object?>? arguments);
}
