using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Planning;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Steps;

/// <summary>
/// Cuts slices and takes them away: virtual functions first and last, as mediated devices and vGPU types may lie on them; definitions, which only say what comes with the next
/// boot, at the end when cutting and at the beginning when taking away. Only a vGPU type's comes before the type: it tells from then on that the type is Barelane's.
/// </summary>
internal sealed class SliceAction : IStepAction
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(60);

    public async Task<StepResult> RunAsync(StepRun run)
    {
        run.RequireHere(run.Step.Target);
        var changes = run.Step.AllChanges().ToList();
        var makes = run.Step.Kind == StepKind.CutSlice && changes.Any(c => c.Change.Field == KvmFields.VirtualFunctions);
        foreach (var device in changes.Select(c => c.Target).Where(t => t.Kind == ObjectKind.Device).Distinct())
        {
            // What lies on functions that this very step makes is not there yet.
            await DeviceGuard.RequireUsableAsync(run, device, makes && !changes.Any(c => c.Target == device && c.Change.Field == KvmFields.VirtualFunctions)).ConfigureAwait(false);
        }

        var ordered = run.Step.Kind == StepKind.CutSlice ? changes.OrderBy(c => Rank(c.Change.Field)) : changes.OrderByDescending(c => Rank(c.Change.Field));
        foreach (var (target, change) in ordered)
        {
            await (change.Field.Prefix switch
            {
                "virtual-functions" => SetFunctionsAsync(run, target, change),
                "vgpu-type" => SetTypeAsync(run, target.AddressOfDevice(), change.After),
                "mdev" => SetMediatedAsync(run, change),
                "mdev-definition" => SetDefinitionAsync(run, change),
                _ when target.Kind == ObjectKind.Device && BootSettings.Makes(change.Field) => BootSettings.ApplyAsync(run, target, [change]),
                _ => throw new SiteException(new Problem { Code = "unsupported-step", Message = $"'{change.Field}' of '{run.Step.TargetName}' is no matter of slices." }),
            }).ConfigureAwait(false);
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }

    private static int Rank(Field field) => field.Prefix switch
    {
        "virtual-functions" => 0,
        "boot-vgpu-type" => 1,
        "mdev" or "vgpu-type" => 2,
        _ => 3,
    };

    /// <summary>The kernel goes from one number of functions to another only through none, and takes no account of who uses them.</summary>
    private static async Task SetFunctionsAsync(StepRun run, ObjectRef target, FieldChange change)
    {
        var device = target.AddressOfDevice();
        var path = KernelPaths.Of(device, "sriov_numvfs");
        var wanted = change.After ?? "0";
        var now = await TextAsync(run, path).ConfigureAwait(false) ?? throw HostProblems.Missing(run.Step.TargetName, path);
        if (now == wanted)
        {
            return;
        }

        if (now != "0" && now != change.Before)
        {
            throw new SiteException(new Problem
            {
                Code = "concurrent-change",
                Message = $"'{device}' has '{now}' virtual functions; required is '{change.Before ?? "0"}', as when this was planned.",
                Remedy = "See who cut them, and plan again.",
            });
        }

        if (await NvidiaTool.IsForAsync(run, device).ConfigureAwait(false))
        {
            await NvidiaTool.RunAsync(run, target, wanted != "0").ConfigureAwait(false);
            return;
        }

        if (now != "0")
        {
            await DeviceGuard.WriteOrMarkAsync(run, device, path, "0", $"Taking the virtual functions of '{device}' away").ConfigureAwait(false);
        }

        if (wanted != "0")
        {
            // Functions that are meant for guests are left alone by the host's drivers.
            await run.WriteAsync(KernelPaths.Of(device, "sriov_drivers_autoprobe"), "0", Quick).ConfigureAwait(false);
            await DeviceGuard.WriteOrMarkAsync(run, device, path, wanted, $"Making '{wanted}' virtual functions of '{device}'").ConfigureAwait(false);
        }
        else if (await TextAsync(run, KernelPaths.Of(device, "sriov_drivers_autoprobe")).ConfigureAwait(false) == "0")
        {
            await run.WriteAsync(KernelPaths.Of(device, "sriov_drivers_autoprobe"), "1", Quick).ConfigureAwait(false);
        }
    }

    private static async Task SetTypeAsync(StepRun run, PciAddress device, string? type)
    {
        var path = KernelPaths.Of(device, "nvidia/current_vgpu_type");
        await AwaitAsync(run, path).ConfigureAwait(false);
        if (await TextAsync(run, path).ConfigureAwait(false) != (type ?? "0"))
        {
            await DeviceGuard.WriteOrMarkAsync(run, device, path, type ?? "0", $"Setting the vGPU type of '{device}'").ConfigureAwait(false);
        }
    }

    private static async Task SetMediatedAsync(StepRun run, FieldChange change)
    {
        var uuid = Uuid(change.Field);
        var instance = $"/sys/bus/mdev/devices/{uuid}";
        var there = await run.Control.ReadLinkNameAsync(instance + "/mdev_type", run.CancellationToken).ConfigureAwait(false);
        if (change.After is null)
        {
            if (there is not null)
            {
                await run.WriteAsync(instance + "/remove", "1", Quick).ConfigureAwait(false);
            }

            return;
        }

        if (there is null)
        {
            var (parent, type, _) = Words(change);
            var create = $"/sys/class/mdev_bus/{parent}/mdev_supported_types/{type}/create";
            await AwaitAsync(run, create).ConfigureAwait(false);
            await run.WriteAsync(create, uuid, Quick).ConfigureAwait(false);
        }
    }

    /// <summary>Where this step has made functions, their driver comes to them a moment later; if it does not, the write says what is missing.</summary>
    private static async Task AwaitAsync(StepRun run, string path)
    {
        if (run.Landed)
        {
            await run.UntilAsync(() => run.Control.ExistsAsync(path, run.CancellationToken), $"waiting for '{path}'", Quick / 2).ConfigureAwait(false);
        }
    }

    /// <summary>mdevctl's own file; what somebody else wrote into it beside type and start stays.</summary>
    private static async Task SetDefinitionAsync(StepRun run, FieldChange change)
    {
        var uuid = Uuid(change.Field);
        var (parent, type, start) = Words(change.After is null ? change with { After = change.Before } : change);
        var path = $"/etc/mdevctl.d/{parent}/{uuid}";
        var there = await run.Control.ReadAsync(path, run.CancellationToken).ConfigureAwait(false);
        if (change.After is null && there is null)
        {
            return;
        }

        var content = change.After is null ? null : Encoding.UTF8.GetBytes(Definition(there, type, start));
        if (Sha256Text.Of(content) != Sha256Text.Of(there))
        {
            await run.ReplaceAsync(path, content, Sha256Text.Of(there)).ConfigureAwait(false);
        }
    }

    private static string Definition(byte[]? there, string type, string start)
    {
        var definition = there is { Length: > 0 } && JsonNode.Parse(there) is JsonObject kept ? kept : new JsonObject { ["attrs"] = new JsonArray() };
        definition["mdev_type"] = type;
        definition["start"] = start;
        return definition.ToJsonString() + "\n";
    }

    private static string Uuid(Field field) => Guid.TryParseExact(field.Qualifier, "D", out var uuid)
        ? uuid.ToString("D", CultureInfo.InvariantCulture)
        : throw new SiteException(new Problem { Code = "field-invalid", Message = $"'{field}' names no mediated device: '{field.Qualifier}' is no UUID." });

    /// <summary>Parent, type and start; names of the kernel, of which none holds a slash.</summary>
    private static (string Parent, string Type, string Start) Words(FieldChange change)
    {
        var words = (change.After ?? "").Split(' ');
        return words.Length >= 2 && words.All(w => w.Length > 0 && !w.Contains('/', StringComparison.Ordinal) && w is not ("." or ".."))
            ? (words[0], words[1], words.Length > 2 ? words[2] : "manual")
            : throw new SiteException(new Problem { Code = "field-invalid", Message = $"'{change.After}' is no value of '{change.Field}'; required is a parent and a type, e.g. '0000:3d:00.0 nvidia-558'." });
    }

    private static async Task<string?> TextAsync(StepRun run, string path) =>
        await run.Control.ReadAsync(path, run.CancellationToken).ConfigureAwait(false) is { } bytes ? Encoding.ASCII.GetString(bytes).Trim() : null;
}
