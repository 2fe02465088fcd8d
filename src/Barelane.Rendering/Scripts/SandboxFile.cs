namespace Barelane.Rendering.Scripts;

/// <summary>
/// A configuration for Windows Sandbox in which the host's GPU is shared with it; left to itself a sandbox draws with the processor. It says nothing else: network, folders and commands are their owner's to add.
/// Source: Microsoft, Windows Sandbox configuration ('vGPU').
/// </summary>
public static class SandboxFile
{
    /// <summary>The file's text.</summary>
    public static string Write() => "<Configuration>\n  <vGPU>Enable</vGPU>\n</Configuration>\n";
}
