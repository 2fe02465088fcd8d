namespace Barelane.VSphere.Wire;

/// <summary>A program to start in a guest.</summary>
internal sealed record GuestProgram(string Path, string Arguments)
{
    public string? WorkingDirectory { get; init; }

    /// <summary>'NAME=value' each.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    public void Write(VimWriter writer)
    {
        writer.Open("spec", "GuestProgramSpec");
        writer.Write("programPath", Path);
        writer.Write("arguments", Arguments);
        writer.Write("workingDirectory", WorkingDirectory);
        writer.WriteAll("envVariables", Environment);
        writer.Close();
    }
}
