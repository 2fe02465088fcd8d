namespace Barelane.Rendering.Scripts;

/// <summary>The dialects by the words users type.</summary>
public static class ScriptDialects
{
    /// <summary>The dialect of a word, or null.</summary>
    public static ScriptDialect? Of(string word) => word switch
    {
        "powercli" => ScriptDialect.PowerCli,
        "govc" => ScriptDialect.Govc,
        "virsh" => ScriptDialect.Virsh,
        "powershell" => ScriptDialect.PowerShell,
        _ => null,
    };
}
