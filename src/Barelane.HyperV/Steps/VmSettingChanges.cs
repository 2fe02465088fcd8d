using System.Globalization;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>Changes one setting of a VM, with one cmdlet.</summary>
internal static class VmSettingChanges
{
    private static readonly string[] Order =
        ["stop-action", "dynamic-memory", "checkpoints", "automatic-checkpoints", "nested-virtualization", "guest-controlled-cache", "high-mmio-base-mib", "low-mmio-mib", "high-mmio-mib", "offline-action", "remotefx"];

    public static bool Makes(Field field) => Order.Contains(field.Name);

    public static int Rank(Field field) => Array.IndexOf(Order, field.Name);

    /// <summary>Applies a change. Both windows are one call, made for the first of them.</summary>
    public static Task ApplyAsync(StepRun run, FieldChange change, IReadOnlyList<FieldChange> all) => change.Field.Name switch
    {
        "stop-action" => Send(run, ChangeScripts.SetStopAction, VmSettings.StopActionName(change.After ?? "")),
        "checkpoints" => Send(run, ChangeScripts.SetCheckpoints, VmSettings.CheckpointTypeName(change.After ?? "")),
        "automatic-checkpoints" => Send(run, ChangeScripts.SetAutomaticCheckpoints, change.After == "true"),
        "nested-virtualization" => Send(run, ChangeScripts.SetNested, change.After == "true"),
        "guest-controlled-cache" => Send(run, ChangeScripts.SetCacheTypes, change.After == "true"),
        "dynamic-memory" => SetMemoryAsync(run, change),
        "high-mmio-base-mib" => SetBaseAsync(run, change),
        "low-mmio-mib" => SetWindowsAsync(run, change.After, all.FirstOrDefault(c => c.Field == HyperVFields.HighMmioMiB)?.After),
        "high-mmio-mib" when all.Any(c => c.Field == HyperVFields.LowMmioMiB) => Task.CompletedTask,
        "high-mmio-mib" => SetWindowsAsync(run, null, change.After),
        "offline-action" => Send(run, ChangeScripts.SetOfflineAction, VmSettings.OfflineActionNumber(change.After ?? "")),
        "remotefx" => run.SendAsync(ChangeScripts.RemoveRemoteFx, new JsonObject { ["Vm"] = run.Vm }),
        _ => throw new SiteException(new Problem { Code = "unsupported-step", Message = $"'{change.Field}' of '{run.Step.TargetName}' is no setting of a VM." }),
    };

    private static Task Send(StepRun run, HostScript script, JsonNode value) => run.SendAsync(script, new JsonObject { ["Vm"] = run.Vm, ["Value"] = value });

    private static Task SetMemoryAsync(StepRun run, FieldChange change)
    {
        var limits = VmSettings.DynamicLimits(change.After);
        return run.SendAsync(ChangeScripts.SetDynamicMemory, new JsonObject
        {
            ["Vm"] = run.Vm,
            ["On"] = limits is not null,
            ["Minimum"] = (limits?.Minimum ?? 0) << 20,
            ["Maximum"] = (limits?.Maximum ?? 0) << 20,
        });
    }

    private static async Task SetWindowsAsync(StepRun run, string? low, string? high)
    {
        await run.ReadAsync((run.Step.Target, HyperVFields.LowMmioMiB), (run.Step.Target, HyperVFields.HighMmioMiB)).ConfigureAwait(false);
        await run.SendAsync(ChangeScripts.SetMmio, new JsonObject
        {
            ["Vm"] = run.Vm,
            ["Low"] = Bytes(low ?? run.Known(run.Step.Target, HyperVFields.LowMmioMiB)),
            ["High"] = Bytes(high ?? run.Known(run.Step.Target, HyperVFields.HighMmioMiB)),
        }).ConfigureAwait(false);
    }

    /// <summary>WMI may still be about it when it answers.</summary>
    private static async Task SetBaseAsync(StepRun run, FieldChange change)
    {
        await run.SendAsync(ChangeScripts.SetMmioBase, new JsonObject { ["Vm"] = run.Vm, ["Base"] = Bytes(change.After) >> 20 }).ConfigureAwait(false);
        await run.UntilReachedAsync(run.Step.Target, change, "waiting for the window's new base", TimeSpan.FromSeconds(30)).ConfigureAwait(false);
    }

    private static long Bytes(string? miB) => long.TryParse(miB, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        ? value << 20
        : throw new SiteException(new Problem { Code = "field-invalid", Message = $"'{miB}' is no size of a window in MiB." });
}
