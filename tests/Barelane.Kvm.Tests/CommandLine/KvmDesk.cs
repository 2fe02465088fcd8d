using System.Text;
using Barelane.Cli;
using Barelane.Cli.Terminal;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Engine.Sessions;
using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>A user in a folder of his own whose command line, in this process, reaches one simulated host: the machine that it runs on.</summary>
internal sealed class KvmDesk : ISiteConnector, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public KvmDesk()
    {
        Host = new SimulatedHost(Tree, new FaultLine());
        Libvirt = new SimulatedLibvirt(Host, new FaultLine());
        Host.GoingDown = () => Libvirt.StopAll();
    }

    public HostTree Tree { get; } = new(new MemoryStore());

    public SimulatedHost Host { get; }

    public SimulatedLibvirt Libvirt { get; }

    public ManualTimeProvider Time { get; } = new(DateTimeOffset.UtcNow) { SkipsShortWaits = TimeSpan.FromMinutes(1) };

    /// <summary>Whether the host is the machine that the command line runs on.</summary>
    public bool IsHere { get; set; } = true;

    /// <summary>The signals of the program that runs now.</summary>
    public Interrupts? Signals { get; private set; }

    /// <summary>The document's path.</summary>
    public string File => _folder.File("farm's 100% barelane.yaml");

    /// <summary>The journal's path.</summary>
    public string Journal => _folder.File("journal.db");

    /// <summary>Writes the document: the site and what stands below it.</summary>
    public KvmDesk Document(string rest)
    {
        System.IO.File.WriteAllText(File, "version: 1\nname: farm\nsites:\n  rack7: { kvm: \"qemu:///system\" }\n" + rest);
        return this;
    }

    /// <summary>Runs a line with document and journal.</summary>
    public KvmAnswer Run(params string[] words) => Type([.. words, "--file", File, "--journal", Journal]);

    /// <summary>Runs a line as it is.</summary>
    public KvmAnswer Type(params IEnumerable<string> words)
    {
        using var answer = new MemoryStream();
        using var messages = new MemoryStream();
        using var signals = new Interrupts(signals: false);
        int code;
        using (var console = CliConsole.Over(answer, messages))
        {
            Signals = signals;
            code = Cli.CommandLine.Run([.. words], new CliContext(console, signals, Time) { Sites = this });
            Signals = null;
        }

        return new KvmAnswer(code, Encoding.UTF8.GetString(answer.ToArray()), Encoding.UTF8.GetString(messages.ToArray()));
    }

    public Task<ISiteAdapter> ConnectAsync(SiteSpec site, CancellationToken cancellationToken) =>
        Task.FromResult<ISiteAdapter>(new KvmSite(site.Alias, HostTree.MachineId, Tree.Files, Host, Libvirt, null, Time, IsHere));

    public void Dispose()
    {
        Tree.Dispose();
        _folder.Dispose();
    }
}
