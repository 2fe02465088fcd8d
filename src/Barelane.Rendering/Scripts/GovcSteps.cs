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
        var name = PosixWords.Quote(ScriptNames.Target(step));
        return step.Kind switch
        {
            StepKind.PowerOffVm => [$"govc vm.power -s -wait -- {name}"],
            StepKind.PowerOnVm => [$"govc vm.power -on -- {name}"],
            StepKind.MoveVm => [$"govc vm.migrate -host {PosixWords.Quote(HostName(step))} -- {name}"],
            StepKind.EnterMaintenance => [$"govc host.maintenance.enter -- {name}"],
            StepKind.LeaveMaintenance => [$"govc host.maintenance.exit -- {name}"],
            StepKind.RebootHost =>
            [
                $"govc host.shutdown -r -- {name}",
                PosixWords.ByHand($"Wait until {ScriptNames.Target(step)} is back, with another boot time than before."),
            ],
            StepKind.ClaimDevice or StepKind.ReleaseDevice => ScriptNames.Passthrough(step).Select(p =>
                PosixWords.ByHand($"On host {ScriptNames.Target(step)}, switch passthrough of {p.Address} {(p.On ? "on" : "off")} (Configure > Hardware > PCI Devices); govc has no command for it.")),
            StepKind.ConfigureVm => Configure(step, name),
            StepKind.RestorePoint => step.Changes.Select(c => c.After is null
                ? $"govc snapshot.remove -vm {name} -- {PosixWords.Quote(c.Field.Qualifier)}"
                : $"govc snapshot.create -vm {name} -m=false -- {PosixWords.Quote(c.Field.Qualifier)}"),
            StepKind.DeleteVm => [$"govc vm.destroy -- {name}"],
            StepKind.Verify => step.Expectations.Select(e => $"# expect: {Text.Printable.Of($"{e.TargetName}: {e}")}"),
            _ => [PosixWords.ByHand(StepWords.TitleOf(step) + "; govc has no command for it.")],
        };
    }

    private static IEnumerable<string> Configure(Step step, string name)
    {
        foreach (var (key, value) in ScriptNames.Options(step))
        {
            yield return $"govc vm.change -vm {name} -e {PosixWords.Quote($"{key}={value}")}";
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
                ? $"govc vm.change -vm {name} -mem.reservation {PosixWords.Quote(change.After)}"
                : change.Field == Field.NestedVirtualization
                    ? $"govc vm.change -vm {name} -nested-hv-enabled={PosixWords.Quote(change.After ?? "false")}"
                    : PosixWords.ByHand($"Set {FieldWords.NameOf(change.Field)} of {ScriptNames.Target(step)} to {FieldWords.ValueOf(change.Field, change.After)}; govc has no command for it.");
        }
    }

    private static IEnumerable<string> Attach(string name, string backing, int count)
    {
        var words = backing.Split(' ');
        for (var i = 0; i < Math.Abs(count); i++)
        {
            yield return (words[0], count > 0) switch
            {
                ("fixed", true) => $"govc device.pci.add -vm {name} -- {PosixWords.Quote(words[1])}",
                ("profile", true) => $"govc gpu.vm.add -vm {name} -profile {PosixWords.Quote(words[1])}",
                ("profile", false) => $"govc gpu.vm.remove -vm {name}",
                (_, true) => PosixWords.ByHand($"Add the device '{backing}' to the VM; govc has no command for it."),
                _ => PosixWords.ByHand($"Remove the device '{backing}' from the VM (govc device.pci.ls -vm … shows its name, govc device.pci.remove removes it)."),
            };
        }
    }

    private string HostName(Step step) =>
        ScriptNames.After(step, Field.Placement) is { } id ? view.HostNames.GetValueOrDefault(id, id) : "";
}
