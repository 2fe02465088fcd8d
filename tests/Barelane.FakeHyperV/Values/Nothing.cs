namespace Barelane.FakeHyperV.Values;

/// <summary>
/// What a pipeline without output gives (AutomationNull): it equals $null where it is looked at and is no element where it is enumerated, so that
/// <c>@()</c> around it is empty while <c>@($null)</c> has one element (about_Arrays).
/// </summary>
internal sealed class Nothing
{
    public static readonly Nothing Value = new();

    private Nothing()
    {
    }

    public override string ToString() => "";
}
