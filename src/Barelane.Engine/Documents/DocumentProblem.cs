namespace Barelane.Engine.Documents;

/// <summary>Something wrong in a document, with its place.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What was found and what is required, as a sentence. Holds no secret.</param>
public sealed record DocumentProblem(int Line, int Column, string Message)
{
    /// <summary>As compilers print it: <c>3:7: Unknown key …</c>.</summary>
    public override string ToString() => $"{Line}:{Column}: {Message}";
}
