namespace Barelane.Remote.Tests.Support;

/// <summary>What a program said and how it ended.</summary>
internal sealed record ClientResult(int ExitCode, string Out, string Error)
{
    public ClientResult Succeeded()
    {
        Assert.True(ExitCode == 0, ToString());
        return this;
    }

    public override string ToString() => $"exit code {ExitCode}\n{Out}\n--- standard error\n{Error}";
}
