using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;

namespace Barelane.Rendering.Scripts;

/// <summary>Steps as PowerCLI. Everything about a VM goes into one ReconfigVM, as Barelane does it.</summary>
internal sealed class PowerCliSteps(PlanView view) : IStepScript
{
    public IEnumerable<string> Preamble() =>
    [
        "#Requires -Modules VMware.VimAutomation.Core",
        "$ErrorActionPreference = 'Stop'",
        "Set-StrictMode -Version Latest",
    ];

    public IEnumerable<string> Step(Step step)
    {
        var name = Quote(ScriptNames.Target(step));
        return step.Kind switch
        {
            StepKind.PowerOffVm =>
            [
                $"Stop-VMGuest -VM {name} -Confirm:$false",
                $"while ((Get-VM -Name {name}).PowerState -ne 'PoweredOff') {{ Start-Sleep -Seconds 5 }}",
            ],
            StepKind.PowerOnVm => [$"Start-VM -VM {name} -Confirm:$false"],
            StepKind.MoveVm => [$"Move-VM -VM {name} -Destination (Get-VMHost -Name {Quote(HostName(step))}) -Confirm:$false"],
            StepKind.EnterMaintenance => [$"Set-VMHost -VMHost {name} -State Maintenance -Confirm:$false"],
            StepKind.LeaveMaintenance => [$"Set-VMHost -VMHost {name} -State Connected -Confirm:$false"],
            StepKind.RebootHost => Reboot(name),
            StepKind.ClaimDevice or StepKind.ReleaseDevice => Passthrough(step, name),
            StepKind.ConfigureVm => Configure(step, name),
            StepKind.RestorePoint => RestorePoint(step, name),
            StepKind.CutSlice or StepKind.RemoveSlice => Graphics(step, name),
            StepKind.Verify => step.Expectations.Select(e => $"# expect: {Text.Printable.Of($"{e.TargetName}: {e}")}"),
            StepKind.DeleteVm => [$"Remove-VM -VM {name} -DeletePermanently -Confirm:$false"],
            _ => NotSaid(step),
        };
    }

    /// <summary>A PowerShell literal: nothing in single quotes is code but the single quote itself, in all its typographic forms.</summary>
    internal static string Quote(string text)
    {
        var quoted = new System.Text.StringBuilder("'");
        foreach (var c in text)
        {
            _ = c is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b' ? quoted.Append(c).Append(c) : quoted.Append(c);
        }

        return quoted.Append('\'').ToString();
    }

    private static IEnumerable<string> Reboot(string name) =>
    [
        $"$before = (Get-VMHost -Name {name}).ExtensionData.Runtime.BootTime",
        $"Restart-VMHost -VMHost {name} -Confirm:$false | Out-Null",
        $"while ($true) {{ Start-Sleep -Seconds 15; $h = Get-VMHost -Name {name} -ErrorAction SilentlyContinue; if ($h -and $h.ConnectionState -in 'Connected','Maintenance' -and $h.ExtensionData.Runtime.BootTime -ne $before) {{ break }} }}",
    ];

    private static IEnumerable<string> Passthrough(Step step, string name)
    {
        yield return $"$pci = Get-View -Id (Get-VMHost -Name {name}).ExtensionData.ConfigManager.PciPassthruSystem";
        yield return "$config = @()";
        foreach (var (address, on) in ScriptNames.Passthrough(step))
        {
            yield return $"$config += New-Object VMware.Vim.HostPciPassthruConfig -Property @{{ Id = {Quote(address.ToString())}; PassthruEnabled = {(on ? "$true" : "$false")} }}";
        }

        yield return "$pci.UpdatePassthruConfig($config)";
    }

    private static IEnumerable<string> Graphics(Step step, string name)
    {
        yield return $"$graphics = Get-View -Id (Get-VMHost -Name {name}).ExtensionData.ConfigManager.GraphicsManager";
        yield return "$config = $graphics.GraphicsConfig";
        foreach (var (target, change) in step.AllChanges())
        {
            yield return target.Kind == ObjectKind.Device
                ? $"($config.DeviceType | Where-Object DeviceId -eq {Quote(target.AddressOfDevice().ToString())}).GraphicsType = {Quote(change.After ?? "shared")}"
                : $"$config.HostDefaultGraphicsType = {Quote(change.After ?? "shared")}";
        }

        yield return "$graphics.UpdateGraphicsConfig($config)";
    }

    private static IEnumerable<string> RestorePoint(Step step, string name) => step.Changes.Select(c => c.After is null
        ? $"Get-Snapshot -VM {name} -Name {Quote(c.Field.Qualifier)} | Remove-Snapshot -Confirm:$false"
        : $"New-Snapshot -VM {name} -Name {Quote(c.Field.Qualifier)} | Out-Null");

    private static IEnumerable<string> Configure(Step step, string name)
    {
        var said = new HashSet<Field>();
        yield return $"$vm = Get-VM -Name {name}";
        yield return "$spec = New-Object VMware.Vim.VirtualMachineConfigSpec";
        yield return "$spec.ChangeVersion = $vm.ExtensionData.Config.ChangeVersion";
        if (ScriptNames.After(step, Field.Firmware) is { } firmware)
        {
            yield return $"$spec.Firmware = {Quote(firmware)}";
        }

        foreach (var (field, property) in new[] { (Field.ReservationLocked, "MemoryReservationLockedToMax"), (Field.NestedVirtualization, "NestedHVEnabled") })
        {
            if (ScriptNames.After(step, field) is { } value)
            {
                yield return $"$spec.{property} = {(value == "true" ? "$true" : "$false")}";
            }
        }

        if (ScriptNames.After(step, Field.ReservationMiB) is { } reservation && long.TryParse(reservation, NumberStyles.None, CultureInfo.InvariantCulture, out var mib))
        {
            yield return $"$spec.MemoryAllocation = New-Object VMware.Vim.ResourceAllocationInfo -Property @{{ Reservation = {mib.ToString(CultureInfo.InvariantCulture)} }}";
        }

        foreach (var (key, value) in ScriptNames.Options(step))
        {
            yield return $"$spec.ExtraConfig += New-Object VMware.Vim.OptionValue -Property @{{ Key = {Quote(key)}; Value = {Quote(value)} }}";
        }

        foreach (var line in ScriptNames.Attachments(step).SelectMany(a => Attach(a.Backing, a.Count)))
        {
            yield return line;
        }

        yield return "$vm.ExtensionData.ReconfigVM($spec)";
        string[] known = ["firmware", "memory-reservation-locked", "nested-virtualization", "memory-reservation-mib", "option", "mark", "made", "attached"];
        foreach (var change in step.Changes.Where(c => !known.Contains(c.Field.Prefix, StringComparer.Ordinal) && said.Add(c.Field)))
        {
            yield return $"throw {Quote($"By hand: set {FieldWords.NameOf(change.Field)} to {FieldWords.ValueOf(change.Field, change.After)}, then go on below.")}";
        }
    }

    private static IEnumerable<string> Attach(string backing, int count)
    {
        var words = backing.Split(' ');
        for (var i = 0; i < Math.Abs(count); i++)
        {
            yield return "$change = New-Object VMware.Vim.VirtualDeviceConfigSpec";
            if (count < 0)
            {
                yield return "$change.Operation = 'remove'";
                yield return $"$change.Device = $vm.ExtensionData.Config.Hardware.Device | Where-Object {{ $_ -is [VMware.Vim.VirtualPCIPassthrough] -and ($_.Backing.Id -eq {Quote(words[1])} -or $_.Backing.Vgpu -eq {Quote(words[1])}) }} | Select-Object -First 1";
            }
            else if (words[0] is "fixed" or "profile")
            {
                yield return "$change.Operation = 'add'";
                yield return "$change.Device = New-Object VMware.Vim.VirtualPCIPassthrough -Property @{ Key = -1 }";
                if (words[0] == "profile")
                {
                    yield return $"$change.Device.Backing = New-Object VMware.Vim.VirtualPCIPassthroughVmiopBackingInfo -Property @{{ Vgpu = {Quote(words[1])} }}";
                }
                else
                {
                    yield return "$target = (Get-View -Id (Get-View -Id $vm.VMHost.ExtensionData.Parent).EnvironmentBrowser).QueryConfigTarget($vm.VMHost.ExtensionData.MoRef)";
                    yield return $"$function = $target.PciPassthrough | Where-Object {{ $_.PciDevice.Id -eq {Quote(words[1])} }}";
                    yield return "$change.Device.Backing = New-Object VMware.Vim.VirtualPCIPassthroughDeviceBackingInfo -Property @{ Id = $function.PciDevice.Id; DeviceId = '{0:x}' -f ($function.PciDevice.DeviceId -band 0xffff); SystemId = $function.SystemId; VendorId = $function.PciDevice.VendorId; DeviceName = $function.PciDevice.DeviceName }";
                }
            }
            else
            {
                yield return $"throw {Quote($"By hand: add the device '{backing}' in the vSphere Client, then go on below without this part.")}";
            }

            yield return "$spec.DeviceChange += $change";
        }
    }

    private static IEnumerable<string> NotSaid(Step step) =>
        [$"throw {Quote($"By hand: {StepWords.TitleOf(step)}, then go on below.")}"];

    private string HostName(Step step) =>
        ScriptNames.After(step, Field.Placement) is { } id ? view.HostNames.GetValueOrDefault(id, id) : "";
}
