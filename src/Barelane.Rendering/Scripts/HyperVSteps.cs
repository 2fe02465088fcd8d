using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Scripts;

/// <summary>Steps as Windows PowerShell on a Hyper-V host, in the order in which Barelane itself makes their changes. VMs go by their id, devices by their place.</summary>
internal sealed class HyperVSteps : IStepScript
{
    private static readonly string[] SettingOrder = ["stop-action", "dynamic-memory", "checkpoints", "automatic-checkpoints", "nested-virtualization", "guest-controlled-cache", "high-mmio-base-mib", "low-mmio-mib", "high-mmio-mib", "remotefx"];

    public IEnumerable<string> Preamble() =>
    [
        "#Requires -RunAsAdministrator",
        "#Requires -Modules Hyper-V",
        "$ErrorActionPreference = 'Stop'",
        "Set-StrictMode -Version Latest",
        "function Find-Device($Bus, $Address) {",
        "    Get-PnpDevice -PresentOnly | Where-Object { $_.InstanceId -like 'PCI\\*' -or $_.InstanceId -like 'PCIP\\*' } | Where-Object {",
        "        (Get-PnpDeviceProperty -InstanceId $_.InstanceId -KeyName DEVPKEY_Device_BusNumber).Data -eq $Bus -and (Get-PnpDeviceProperty -InstanceId $_.InstanceId -KeyName DEVPKEY_Device_Address).Data -eq $Address",
        "    } | Select-Object -First 1",
        "}",
        "function Find-Path($Device) { (Get-PnpDeviceProperty -InstanceId $Device.InstanceId -KeyName DEVPKEY_Device_LocationPaths).Data | Where-Object { $_ -like 'PCIROOT*' } | Select-Object -First 1 }",
    ];

    public IEnumerable<string> Step(Step step) => step.Kind switch
    {
        StepKind.PowerOffVm => [$"Stop-VM -VM {Vm(step)} -Confirm:$false"],
        StepKind.PowerOnVm => [$"Start-VM -VM {Vm(step)}"],
        StepKind.ClaimDevice => Claim(step),
        StepKind.ReleaseDevice => Release(step),
        StepKind.CutSlice or StepKind.RemoveSlice => step.AllChanges().SelectMany(c => Slice(c.Target, c.Change)),
        StepKind.ConfigureVm => Configure(step),
        StepKind.PrepareGuest => step.Changes.Where(c => c.Field.Name != "driver-files-checked").Select(ByHand),
        StepKind.RestorePoint => step.Changes.Select(c => c.After is null
            ? $"Get-VMSnapshot -VM {Vm(step)} -Name {Quote(c.Field.Qualifier)} | Remove-VMSnapshot -Confirm:$false"
            : $"Checkpoint-VM -VM {Vm(step)} -SnapshotName {Quote(c.Field.Qualifier)}"),
        StepKind.EnterMaintenance or StepKind.LeaveMaintenance => ["# Barelane's own sign of maintenance; nothing has to be done by hand."],
        StepKind.Verify => step.Expectations.Select(e => $"# expect: {Printable.Of($"{e.TargetName}: {e}")}"),
        _ => [$"throw {Quote($"By hand: {StepWords.TitleOf(step)}, then go on below.")}"],
    };

    private static string Vm(Step step) => $"(Get-VM -Id {Quote(step.Target.Id)})";

    private static IEnumerable<string> Claim(Step step)
    {
        foreach (var pool in Pools(step))
        {
            yield return $"New-VMResourcePool -Name {Quote(pool)} -ResourcePoolType PciExpress | Out-Null";
        }

        foreach (var (target, changes) in Devices(step))
        {
            yield return Find(target);
            yield return "$path = Find-Path $device";
            if (Has(changes, "enabled"))
            {
                yield return "Disable-PnpDevice -InstanceId $device.InstanceId -Confirm:$false";
            }

            if (Has(changes, "mounted"))
            {
                yield return "# Where its maker's mitigation driver is not installed, or the path to it does not isolate, this needs -Force: only for a VM that is trusted.";
                yield return "Dismount-VMHostAssignableDevice -LocationPath $path";
            }

            if (changes.FirstOrDefault(c => c.Field == Field.Label) is { After: { } label })
            {
                yield return $"Add-VMHostAssignableDevice -LocationPath $path -ResourcePoolName {Quote(label)}";
            }
        }
    }

    private static IEnumerable<string> Release(Step step)
    {
        foreach (var (target, changes) in Devices(step))
        {
            yield return Find(target);
            yield return "$path = Find-Path $device";
            if (changes.FirstOrDefault(c => c.Field == Field.Label) is { Before: { } label })
            {
                yield return $"Remove-VMHostAssignableDevice -LocationPath $path -ResourcePoolName {Quote(label)}";
            }

            if (Has(changes, "mounted"))
            {
                yield return "Mount-VMHostAssignableDevice -LocationPath $path";
                yield return Find(target);
            }

            if (Has(changes, "enabled"))
            {
                yield return "Enable-PnpDevice -InstanceId $device.InstanceId -Confirm:$false";
            }
        }

        foreach (var pool in Pools(step))
        {
            yield return $"Remove-VMResourcePool -Name {Quote(pool)} -ResourcePoolType PciExpress";
        }
    }

    private static IEnumerable<string> Slice(ObjectRef target, FieldChange change)
    {
        if (change.Field.Prefix == "policy")
        {
            const string Key = "HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\HyperV";
            return change.After is null
                ? [$"Remove-ItemProperty -Path {Quote(Key)} -Name {Quote(change.Field.Qualifier)}"]
                : [$"if (-not (Test-Path {Quote(Key)})) {{ New-Item -Path {Quote(Key)} -Force | Out-Null }}",
                    $"New-ItemProperty -Path {Quote(Key)} -Name {Quote(change.Field.Qualifier)} -PropertyType DWord -Value {Number(change.After)} -Force | Out-Null"];
        }

        return change.Field.Name == "partition-count" && target.Kind == ObjectKind.Device
            ? [Find(target), "$name = (Get-VMHostPartitionableGpu | Where-Object { $_.Name -like ('*' + $device.InstanceId.Replace('\\', '#') + '*') }).Name", $"Set-VMHostPartitionableGpu -Name $name -PartitionCount {Number(change.After)}"]
            : [ByHand(change)];
    }

    private static string ByHand(FieldChange change) => $"throw {Quote($"By hand: set {FieldWords.NameOf(change.Field)} to {FieldWords.ValueOf(change.Field, change.After)}, then go on below.")}";

    private static IEnumerable<string> Configure(Step step)
    {
        yield return $"$vm = {Vm(step)}";
        foreach (var change in step.Changes.Where(c => c.Field.Prefix == "assigned" && c.After is null))
        {
            yield return $"Remove-VMAssignableDevice -VM $vm -LocationPath {Quote(change.Field.Qualifier)}";
        }

        foreach (var change in step.Changes.Where(c => c.Field.Prefix is "pooled" or "partitions" && Count(c) < 0))
        {
            yield return change.Field.Prefix == "pooled"
                ? $"Get-VMAssignableDevice -VM $vm | Where-Object {{ $_.ResourcePoolName -eq {Quote(change.Field.Qualifier)} }} | Select-Object -First {-Count(change)} | Remove-VMAssignableDevice"
                : $"Get-VMGpuPartitionAdapter -VM $vm | Select-Object -First {-Count(change)} | Remove-VMGpuPartitionAdapter";
        }

        foreach (var line in step.Changes.Where(c => SettingOrder.Contains(c.Field.Name)).OrderBy(c => Array.IndexOf(SettingOrder, c.Field.Name)).Select(Setting))
        {
            yield return line;
        }

        foreach (var change in step.Changes.Where(c => c.Field.Prefix == "assigned" && c.After is not null))
        {
            yield return $"Add-VMAssignableDevice -VM $vm -LocationPath {Quote(change.Field.Qualifier)}";
        }

        foreach (var change in step.Changes.Where(c => c.Field.Prefix is "pooled" or "partitions"))
        {
            for (var i = 0; i < Count(change); i++)
            {
                yield return change.Field.Prefix == "pooled"
                    ? $"Add-VMAssignableDevice -VM $vm -ResourcePoolName {Quote(change.Field.Qualifier)}"
                    : "Add-VMGpuPartitionAdapter -VM $vm   # -InstancePath chooses the card, where the host's module knows it";
            }
        }

        string[] known = ["assigned", "pooled", "partitions", "attached", "mark", "driver-files-checked", .. SettingOrder];
        foreach (var change in step.Changes.Where(c => !known.Contains(c.Field.Prefix, StringComparer.Ordinal)))
        {
            yield return ByHand(change);
        }

        if (step.Changes.Any(c => c.Field.Prefix == "mark"))
        {
            yield return "# Barelane's mark in the VM's notes is left out: what is done by hand is not under its care until 'barelane adopt'.";
        }
    }

    private static string Setting(FieldChange change) => change.Field.Name switch
    {
        "stop-action" => $"Set-VM -VM $vm -AutomaticStopAction {Word(change.After)}",
        "checkpoints" => $"Set-VM -VM $vm -CheckpointType {Word(change.After)}",
        "automatic-checkpoints" => $"Set-VM -VM $vm -AutomaticCheckpointsEnabled {Bool(change.After)}",
        "nested-virtualization" => $"Set-VMProcessor -VM $vm -ExposeVirtualizationExtensions {Bool(change.After)}",
        "guest-controlled-cache" => $"Set-VM -VM $vm -GuestControlledCacheTypes {Bool(change.After)}",
        "high-mmio-base-mib" => "$settings = Get-WmiObject -Namespace root\\virtualization\\v2 -Class Msvm_VirtualSystemSettingData | Where-Object { $_.VirtualSystemIdentifier -eq $vm.Id -and $_.VirtualSystemType -like '*:System:Realized' }; "
            + $"$settings.HighMmioGapBase = {Number(change.After)}; [void](Get-WmiObject -Namespace root\\virtualization\\v2 -Class Msvm_VirtualSystemManagementService).ModifySystemSettings($settings.GetText('CimDtd20'))",
        "low-mmio-mib" => $"Set-VM -VM $vm -LowMemoryMappedIoSpace {Number(change.After)}MB",
        "high-mmio-mib" => $"Set-VM -VM $vm -HighMemoryMappedIoSpace {Number(change.After)}MB",
        "remotefx" => "Remove-VMRemoteFx3dVideoAdapter -VM $vm -Confirm:$false",
        _ => change.After?.Split("..") is [var low, var high]
            ? $"Set-VMMemory -VM $vm -DynamicMemoryEnabled $true -MinimumBytes {Number(low)}MB -MaximumBytes {Number(high)}MB"
            : "Set-VMMemory -VM $vm -DynamicMemoryEnabled $false",
    };

    private static IEnumerable<(ObjectRef Target, IReadOnlyList<FieldChange> Changes)> Devices(Step step) => step.AllChanges().Where(c => c.Target.Kind == ObjectKind.Device)
        .GroupBy(c => c.Target).OrderBy(g => g.Key == step.Target).ThenBy(g => g.Key).Select(g => (g.Key, (IReadOnlyList<FieldChange>)[.. g.Select(c => c.Change)]));

    private static IEnumerable<string> Pools(Step step) => step.AllChanges().Where(c => c.Target.Kind == ObjectKind.Host && c.Change.Field.Prefix == "pool").Select(c => c.Change.Field.Qualifier);

    private static bool Has(IReadOnlyList<FieldChange> changes, string field) => changes.Any(c => c.Field.Name == field);

    private static string Find(ObjectRef target)
    {
        var address = target.AddressOfDevice();
        return string.Create(CultureInfo.InvariantCulture, $"$device = Find-Device {(address.Domain << 8) | address.Bus} {(address.Device << 16) | address.Function}   # {address}");
    }

    /// <summary>A value of a plan is one of few words; anything else is quoted, and the cmdlet refuses it.</summary>
    private static string Word(string? value) => value switch
    {
        "turn-off" => "TurnOff",
        "save" => "Save",
        "shut-down" => "ShutDown",
        "disabled" => "Disabled",
        "production" => "Production",
        "production-only" => "ProductionOnly",
        "standard" => "Standard",
        _ => Quote(value ?? ""),
    };

    private static string Bool(string? value) => value == "true" ? "$true" : "$false";

    private static string Number(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : "0";

    private static int Count(FieldChange change) => Parse(change.After) - Parse(change.Before);

    private static int Parse(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static string Quote(string text) => PowerCliSteps.Quote(text);
}
