namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>What came of a line.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record KvmAnswer(int Code, string Out, string Error)
{
    /// <summary>The exit code has to be this one.</summary>
    public KvmAnswer Ends(int code)
    {
        Assert.True(Code == code, $"It ended with {Code} instead of {code}.\n{Out}\n{Error}");
        return this;
    }
}
