using Barelane.EndToEnd.Tests.Processes;
using Barelane.TestKit;

namespace Barelane.Lab.Tests.Hosts;

/// <summary>Where somebody works with Barelane on the lab's host: a folder with a document and a journal, and one VM on the host.</summary>
internal sealed class LabDesk : IAsyncDisposable
{
    /// <summary>Every step is given this much, as everything is slow under emulation.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly TemporaryFolder _folder = new();
    private readonly LabHost _host;

    private LabDesk(LabHost host, string vm, string before)
    {
        _host = host;
        Vm = vm;
        Before = before;
    }

    /// <summary>The VM's name.</summary>
    public string Vm { get; }

    /// <summary>The host's state before Barelane did anything.</summary>
    public string Before { get; }

    /// <summary>Defines a VM with a nested guest in it, writes the document with one assignment, and looks at the host's state.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM's name.</param>
    /// <param name="wish">What the VM is to get: <c>gpu: { … }, way: …</c>.</param>
    public static async Task<LabDesk> SetAsync(LabHost host, string vm, string wish)
    {
        await host.RunAsync($"bash '{Repository.Root}/lab/scenarios/domain' '{vm}'");
        var desk = new LabDesk(host, vm, await host.StateAsync());
        File.WriteAllText(desk._folder.File("barelane.yaml"), $$"""
            version: 1
            name: {{vm}}
            sites: { lab: { kvm: "qemu+ssh://root@lab/system" } }
            assignments:
              - { vm: lab/{{vm}}, {{wish}} }
            consent: [host-console, vm-power-off, vm-hard-off, lose-live-migration, lose-suspend, lose-snapshots, lose-hot-add]

            """);
        return desk;
    }

    /// <summary>Starts a command.</summary>
    public CliProcess Start(string line) => CliProcess.Start(_folder.Path, _folder.Path, line.Split(' '), path: LabHost.Programs, limit: Limit);

    /// <summary>Runs a command to its end.</summary>
    public async Task<CliResult> RunAsync(string line)
    {
        using var process = Start(line);
        return await process.EndAsync();
    }

    /// <summary>Requires that the host is as it was before Barelane did anything.</summary>
    public async Task AsBeforeAsync() => Assert.Equal(Before, await _host.StateAsync());

    /// <summary>Takes the VM away.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.RunAsync($"virsh -q destroy {Vm} 2>/dev/null || true; virsh -q undefine {Vm}");
        _folder.Dispose();
    }
}
