using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>A cmdlet of a module of Windows, over the host's state.</summary>
internal sealed class HostCmdlet
{
    private readonly Action<FakeHost, CmdletCall, object?> _run;
    private readonly Dictionary<string, int> _since = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="module">The module it belongs to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">Its parameters, with blanks between; NAME:2022 exists since that age of the module.</param>
    /// <param name="run">What it does, called for every object that comes through the pipeline, or once.</param>
    public HostCmdlet(string module, string name, string parameters, Action<FakeHost, CmdletCall, object?> run)
    {
        (Module, Name, _run) = (module, name, run);
        foreach (var parameter in parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split(':');
            _since[parts[0]] = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        }
    }

    public string Module { get; }

    public string Name { get; }

    /// <summary>Since which age of the module there is one.</summary>
    public int Since { get; init; }

    /// <summary>Until which age there was one.</summary>
    public int Until { get; init; } = int.MaxValue;

    /// <summary>Whether it changes something; told apart by its verb, but for the one whose objects scripts write through.</summary>
    public bool Changes => Name == "Get-WmiObject" || !(Name.StartsWith("Get-", StringComparison.Ordinal) || Name.StartsWith("Test-", StringComparison.Ordinal) || Name == "Start-Sleep");

    public IEnumerable<string> Parameters => _since.Keys;

    /// <summary>Whether the host has it.</summary>
    public bool IsOn(FakeHost host) => (Module != "Hyper-V" || host.HasModule) && host.Edition.Module >= Since && host.Edition.Module <= Until && (Module != "FailoverClusters" || host.Cluster is not null);

    public IEnumerable<string> ParametersOn(FakeHost host) => _since.Where(p => p.Value <= host.Edition.Module).Select(p => p.Key);

    /// <summary>The cmdlet as a script on the host finds it.</summary>
    public ICmdlet On(FakeHost host) => new Bound(this, host);

    private sealed class Bound(HostCmdlet cmdlet, FakeHost host) : ICmdlet
    {
        public string Name => cmdlet.Name;

        public string ClassName => cmdlet.Module switch
        {
            "Hyper-V" => "Microsoft.HyperV.PowerShell.Commands." + cmdlet.Name.Replace("-", "", StringComparison.Ordinal),
            "Management" => "Microsoft.PowerShell.Commands." + cmdlet.Name.Replace("-", "", StringComparison.Ordinal) + "Command",
            "CimCmdlets" => "Microsoft.Management.Infrastructure.CimCmdlets." + cmdlet.Name.Replace("-", "", StringComparison.Ordinal) + "Command",
            _ => cmdlet.Name,
        };

        public IReadOnlySet<string> Parameters { get; } = new OrderedNames(cmdlet.ParametersOn(host));

        public IStage Begin(CmdletCall call) => new Running(cmdlet, host, call);
    }

    private sealed class Running(HostCmdlet cmdlet, FakeHost host, CmdletCall call) : IStage
    {
        public void Process(object? input)
        {
            host.Settle();
            var strike = host.Faults.Strike(cmdlet.Name, cmdlet.Changes);
            switch (strike?.Action)
            {
                case FaultAction.Refuse:
                    call.Report(Planted(strike));
                    return;
                case FaultAction.LoseBefore:
                    throw new ConnectionLostException();
                case FaultAction.Silent:
                    return;
            }

            try
            {
                cmdlet._run(host, strike?.Action == FaultAction.Twice ? Doubling() : call, input);
            }
            catch (PsException e) when (e.Record.Type.Contains("HyperV", StringComparison.Ordinal) || e.Record.Category == "ObjectNotFound" || e.Record.Type.Contains("Cim", StringComparison.Ordinal))
            {
                // Cmdlets of modules write their errors and go on with the next object; only -ErrorAction Stop ends the script.
                call.Report(e.Record);
                return;
            }

            if (cmdlet.Changes)
            {
                host.Changes.Add($"{cmdlet.Name} {string.Join(' ', call.Parameters.Where(p => p.Key is not ("ErrorAction" or "Confirm")).Select(p => $"-{p.Key} {Conversion.ToText(p.Value is PsObject o && o.TryGet("Name", out var name) ? name : p.Value)}"))}".TrimEnd());
            }

            switch (strike?.Action)
            {
                case FaultAction.LoseAfter:
                    throw new ConnectionLostException();
                case FaultAction.ActAndRefuse:
                    call.Report(Planted(strike));
                    break;
            }
        }

        public void End()
        {
        }

        private static PsErrorRecord Planted(FaultRule rule) => new() { Id = rule.Id, Category = rule.Category, Message = rule.Message, Type = "Microsoft.HyperV.PowerShell.VirtualizationException", HResult = unchecked((int)0x80131500) };

        private CmdletCall Doubling()
        {
            var first = true;
            return new CmdletCall(call.Cmdlet, call.Parameters, call.HasInput, call.Evaluator, value =>
            {
                call.Emit(value);
                if (first)
                {
                    first = false;
                    call.Emit(value);
                }
            });
        }
    }
}
