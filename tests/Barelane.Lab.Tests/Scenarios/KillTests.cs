using System.Diagnostics;
using Barelane.Lab.Tests.Hosts;

namespace Barelane.Lab.Tests.Scenarios;

/// <summary>Barelane is killed between any two steps, against a real host: what follows leads to what was before, or to what is wanted.</summary>
[Collection(LabScenarios.Name)]
public sealed class KillTests(LabHost host)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Killed_between_any_two_steps_undo_leads_back_and_apply_leads_on()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var desk = await LabDesk.SetAsync(host, "killed", $"gpu: {{ address: \"{LabHost.OtherCard}\" }}, way: direct");

        // The card is bound, the VM is not touched yet.
        await KillAfterAsync(desk, "apply", "s01");
        Assert.Contains($"{LabHost.OtherCard} driver=vfio-pci", await host.StateAsync(), StringComparison.Ordinal);
        (await desk.RunAsync("undo")).Ended(0);
        await desk.AsBeforeAsync();

        // The VM is configured, and not started yet.
        await KillAfterAsync(desk, "apply", "s02");
        (await desk.RunAsync("undo")).Ended(0);
        await desk.AsBeforeAsync();

        // The VM runs, and nothing is proved yet.
        await KillAfterAsync(desk, "apply", "s03");
        (await desk.RunAsync("apply")).Ended(0);
        var given = await host.StateAsync();
        Assert.Contains($"{LabHost.OtherCard} driver=vfio-pci override=vfio-pci", given, StringComparison.Ordinal);
        Assert.Contains("0000:07:00.1 driver=vfio-pci override=vfio-pci", given, StringComparison.Ordinal);
        Assert.Contains("== killed running", given, StringComparison.Ordinal);
        await host.GuestAsync("killed");

        // On the way back: the VM is off and has its card still; then it has it no longer, and the host has it not yet.
        await KillAfterAsync(desk, "undo", "s01");
        await KillAfterAsync(desk, "undo", "s01");
        Assert.Contains($"{LabHost.OtherCard} driver=vfio-pci", await host.StateAsync(), StringComparison.Ordinal);
        (await desk.RunAsync("undo")).Ended(0);
        await desk.AsBeforeAsync();
        LabHost.Told("killed between any two steps, five times", begun);
    }

    /// <summary>Runs a command, and kills it as soon as it says that a step is done: before it begins the next.</summary>
    private static async Task KillAfterAsync(LabDesk desk, string line, string step)
    {
        using var process = desk.Start(line);
        while (!process.SaidSoFar.Contains($"  {step}  done", StringComparison.Ordinal))
        {
            Assert.False(process.HasEnded, process.HasEnded ? (await process.EndAsync()).ToString() : null);
            await Task.Delay(Beat);
        }

        process.Kill();
        var killed = await process.EndAsync();
        Assert.Equal(137, killed.ExitCode);
        Assert.Equal(step, killed.Error.Split('\n').Last(l => l.Contains("  done", StringComparison.Ordinal)).Split("  ", StringSplitOptions.RemoveEmptyEntries)[1]);
    }
}
