using Barelane.Core.Plans;

using Barelane.FakeHyperV.Hosting;
using Barelane.TestKit;
using FakeHost = Barelane.FakeHyperV.Host.FakeHost;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>Where somebody works with Barelane on a Hyper-V host itself: its own <c>powershell</c> is one that plays a fake host of this process.</summary>
internal sealed class HyperVDesk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HostServer _server;

    public HyperVDesk(FakeHost host)
    {
        _server = new HostServer(host);
        Directory.CreateDirectory(_folder.File("bin"));
        WritePowerShell(_folder.File("bin/powershell"), _server.Endpoint.Port);
    }

    public FakeHost Host => _server.Host;

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>How the document names the site.</summary>
    public string Site { get; set; } = "{ hyperv: local }";

    /// <summary>Writes the document: these assignments, and every consent.</summary>
    public void Write(params string[] assignments) => File.WriteAllLines(_folder.File("barelane.yaml"),
    [
        "version: 1", "name: farm", "sites:", $"  hv01: {Site}",
        assignments.Length == 0 ? "assignments: []" : "assignments:", .. assignments.Select(a => $"  - {a}"),
        $"consent: [{string.Join(", ", ConsentNames.All.Keys.Order(StringComparer.Ordinal))}]", "bystanders: all",
    ]);

    /// <summary>Writes the document as it is given.</summary>
    public void WriteText(string text) => File.WriteAllText(_folder.File("barelane.yaml"), text);

    /// <summary>Writes a file that only its owner reads, beside the document.</summary>
    public void WriteSecret(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<CliResult> RunAsync(params string[] words)
    {
        using var process = CliProcess.Start(Folder, Folder, words, path: $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}");
        return await process.EndAsync();
    }

    /// <summary>The host's whole state, without what names the run that was last.</summary>
    public async Task<string> StateAsync()
    {
        var state = (await PlayProgram.AskAsync(_server.Endpoint, new PlayRequest { Describes = true })).Output;
        return string.Join('\n', state.Split('\n').Select(l => System.Text.RegularExpressions.Regex.Replace(l, "barelane: run=[^|]*", "barelane: run=RUN")));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The words of the command line and the base64 of standard input need no escaping in JSON; of the answer printf undoes it.</summary>
    private static void WritePowerShell(string path, int port)
    {
        ScriptFile.Write(path, $$"""
            #!/bin/bash
            exec 3<>/dev/tcp/127.0.0.1/{{port}}
            words=$(printf ',"%s"' "$@")
            printf '{"Arguments":[%s],"Input":"%s"}\n' "${words:1}" "$(cat)" >&3
            IFS= read -r line <&3
            output=${line#*\"Output\":\"}
            printf '%b' "${output%%\",\"Error\"*}"
            code=${line#*\"ExitCode\":}
            exit "${code%%,*}"
            """);
    }
}
