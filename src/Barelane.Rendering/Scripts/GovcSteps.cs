using Barelane.Core.Plans;
using Barelane.Rendering.Plans;

namespace Barelane.Rendering.Scripts;

/// <summary>Steps as govc. It has no command for switching passthrough or for a reservation: there the script stops and says what to do by hand.</summary>
internal sealed class GovcSteps(PlanView view) : IStepScript
{
    public IEnumerable<string> Preamble() =>
    [
        "#!/bin/sh",
        "# Set GOVC_URL, GOVC_USERNAME and GOVC_PASSWORD first.",
        "set -eu",
        "by_hand() { printf '%s\\nPress Enter when it is done. ' \"$1\" >&2; read -r _; }",
    ];

    public IEnumerable<string> Step(Step step)
    {
        var name = Quote(ScriptNames.Target(step));
        return step.Kind switch
        {
            StepKind.PowerOffVm => [$"govc vm.power -s -wait -- {name}"],
            StepKind.PowerOnVm => [$"govc vm.power -on -- {name}"],
            StepKind.MoveVm => [$"govc vm.migrate -host {Quote(HostName(step))} -- {name}"],
            StepKind.EnterMaintenance => [$"govc host.maintenance.enter -- {name}"],
            StepKind.LeaveMaintenance => [$"govc host.maintenance.exit -- {name}"],
            StepKind.RebootHost =>
            [
                $"govc host.shutdown -r -- {name}",
                ByHand($"Wait until {ScriptNames.Target(step)} is back, with another boot time than before."),
            ],
            StepKind.ClaimDevice or StepKind.ReleaseDevice => ScriptNames.Passthrough(step).Select(p =>
                ByHand($"On host {ScriptNames.Target(step)}, switch passthrough of {p.Address} {(p.On ? "on" : "off")} (Configure > Hardware > PCI Devices); govc has no command for it.")),
            StepKind.ConfigureVm => Configure(step, name),
            StepKind.RestorePoint => step.Changes.Select(c => c.After is null
                ? $"govc snapshot.remove -vm {name} -- {Quote(c.Field.Qualifier)}"
                : $"govc snapshot.create -vm {name} -m=false -- {Quote(c.Field.Qualifier)}"),
            StepKind.DeleteVm => [$"govc vm.destroy -- {name}"],
            StepKind.Verify => step.Expectations.Select(e => $"# expect: {Text.Printable.Of($"{e.TargetName}: {e}")}"),
            _ => [ByHand(StepWords.TitleOf(step) + "; govc has no command for it.")],
        };
    }

    private static IEnumerable<string> Configure(Step step, string name)
    {
        foreach (var (key, value) in ScriptNames.Options(step))
        {
            yield return $"govc vm.change -vm {name} -e {Quote($"{key}={value}")}";
        }

        foreach (var (backing, count) in ScriptNames.Attachments(step))
        {
            foreach (var line in Attach(name, backing, count))
            {
                yield return line;
            }
        }

        foreach (var change in step.Changes.Where(c => c.Field.Prefix is not ("option" or "mark" or "made" or "attached")))
        {
            yield return change.Field == Field.ReservationMiB && change.After is not null
                ? $"govc vm.change -vm {name} -mem.reservation {Quote(change.After)}"
                : change.Field == Field.NestedVirtualization
                    ? $"govc vm.change -vm {name} -nested-hv-enabled={Quote(change.After ?? "false")}"
                    : ByHand($"Set {FieldWords.NameOf(change.Field)} of {ScriptNames.Target(step)} to {FieldWords.ValueOf(change.Field, change.After)}; govc has no command for it.");
        }
    }

    private static IEnumerable<string> Attach(string name, string backing, int count)
    {
        var words = backing.Split(' ');
        for (var i = 0; i < Math.Abs(count); i++)
        {
            yield return (words[0], count > 0) switch
            {
                ("fixed", true) => $"govc device.pci.add -vm {name} -- {Quote(words[1])}",
                ("profile", true) => $"govc gpu.vm.add -vm {name} -profile {Quote(words[1])}",
                ("profile", false) => $"govc gpu.vm.remove -vm {name}",
                (_, true) => ByHand($"Add the device '{backing}' to the VM; govc has no command for it."),
                _ => ByHand($"Remove the device '{backing}' from the VM (govc device.pci.ls -vm … shows its name, govc device.pci.remove removes it)."),
            };
        }
    }

    private static string ByHand(string what) => $"by_hand {Quote(what)}";

    /// <summary>A POSIX literal: nothing in single quotes is code but the single quote itself.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private string HostName(Step step) =>
        ScriptNames.After(step, Field.Placement) is { } id ? view.HostNames.GetValueOrDefault(id, id) : "";
}
