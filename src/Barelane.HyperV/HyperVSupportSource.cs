using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV;

/// <summary>What Microsoft's and card makers' supports ask for of a Hyper-V host: its event logs about VMs and graphics, and what it answered to each question that an inspection asks.</summary>
internal sealed class HyperVSupportSource(IPowerShellHost host) : ISupportSource
{
    private const int Most = 5000;

    private static readonly string[] Logs =
    [
        "Microsoft-Windows-Hyper-V-Worker-Admin", "Microsoft-Windows-Hyper-V-VMMS-Admin", "Microsoft-Windows-Hyper-V-Compute-Admin", "Microsoft-Windows-Hyper-V-Hypervisor-Admin",
        "Microsoft-Windows-DxgKrnl-Admin", "Microsoft-Windows-Kernel-PnP/Configuration", "System",
    ];

    private static readonly HostScript Events = HostScript.Reads("read-events", TimeSpan.FromMinutes(3));

    private static readonly (HostScript Script, JsonObject Arguments)[] Answers =
    [
        (ReadScripts.Machine, []), (ReadScripts.VmHost, []), (ReadScripts.Settings, []), (ReadScripts.Resources, []), (ReadScripts.Uses, []), (ReadScripts.Vms, []), (ReadScripts.VmParts, []), (ReadScripts.MmioBases, []),
        (ReadScripts.BootOptions, []), (ReadScripts.LightGuests, []), (ReadScripts.Shapes, []),
        (ReadScripts.Devices, new JsonObject { ["Keys"] = ScriptArguments.Texts(DeviceProperties.Asked) }),
        (ReadScripts.Commands, new JsonObject { ["Commands"] = ScriptArguments.Texts(HostCommands.Asked) }),
    ];

    /// <inheritdoc/>
    public Task<SupportOffer> OfferAsync(SupportScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return Task.FromResult(new SupportOffer(
            [
                .. Answers.Select(a => new SupportText { Path = $"answers/{a.Script.Name}.json", Origin = $"the script '{a.Script.Name}' on the host", ReadAsync = token => AnswerAsync(a.Script, (JsonObject)a.Arguments.DeepClone(), token) }),
                .. Logs.Select(l => new SupportText { Path = $"events/{l.Replace('/', '-')}.txt", Origin = $"the event log '{l}' on the host", ReadAsync = token => LogAsync(l, scope.Since, token) }),
            ],
            [
                "'nvidia-bug-report' of the host's driver (C:\\Windows\\System32\\DriverStore\\FileRepository\\nv_dispi…\\nvidia-bug-report.ps1, or 'nvidia-smi -q'), elevated: NVIDIA's support asks for it first.",
                "'msinfo32 /nfo host.nfo' on the host: Microsoft's support asks for it.",
                "'Get-ClusterLog -Destination .' on one node, where the host is in a failover cluster.",
            ]));
    }

    private async Task<string?> AnswerAsync(HostScript script, JsonObject arguments, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await host.RunAsync(script, arguments, cancellationToken).ConfigureAwait(false);
            using var text = new MemoryStream();
            await using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
            {
                answer.Data.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(text.ToArray());
        }
        catch (HostScriptException e)
        {
            throw e.ToSite();
        }
    }

    private async Task<string?> LogAsync(string log, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var entries = await new HostReader(host).ManyAsync(Events, new JsonObject { ["Log"] = log, ["Most"] = Most }, AnswersJson.Default.EventAnswer, cancellationToken).ConfigureAwait(false);
        var kept = entries.Where(e => since is null || e.Time >= since).OrderBy(e => e.Time).ToList();
        if (kept.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var entry in kept)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Time.UtcDateTime:O} {entry.Id} {entry.Level} {entry.Source}: {entry.Text.ReplaceLineEndings(" ").Trim()}\n");
        }

        return text.Length <= SupportText.LongestLog ? text.ToString() : text.ToString(text.Length - SupportText.LongestLog, SupportText.LongestLog);
    }
}
