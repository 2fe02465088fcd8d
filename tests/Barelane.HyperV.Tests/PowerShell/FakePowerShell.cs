using Barelane.TestKit;

namespace Barelane.HyperV.Tests.PowerShell;

/// <summary>A program called <c>powershell</c> that writes down its arguments and its input, and answers as it is told.</summary>
internal sealed class FakePowerShell : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="answer">What it prints on standard output.</param>
    /// <param name="error">What it prints on standard error.</param>
    /// <param name="then">Shell commands before it answers.</param>
    public FakePowerShell(string answer, string error = "", string then = "")
    {
        File.WriteAllText(_folder.File("answer"), answer);
        File.WriteAllText(_folder.File("error"), error);
        ScriptFile.Write(Program, $"""
            #!/bin/sh
            printf '%s\n' "$@" >'{_folder.File("arguments")}'
            cat >'{_folder.File("input")}'
            echo run >>'{_folder.File("runs")}'
            {then}
            cat '{_folder.File("error")}' >&2
            cat '{_folder.File("answer")}'
            """);
    }

    public string Folder => _folder.Path;

    public string Program => _folder.File("powershell");

    public IReadOnlyList<string> Arguments => File.ReadAllLines(_folder.File("arguments"));

    public byte[] Input => File.ReadAllBytes(_folder.File("input"));

    public int Runs => File.Exists(_folder.File("runs")) ? File.ReadAllLines(_folder.File("runs")).Length : 0;

    public void Dispose() => _folder.Dispose();
}
