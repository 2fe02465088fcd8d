namespace Barelane.Twin.Hosting;

/// <summary>The switches by name.</summary>
public static class SwitchNames
{
    /// <summary>The switches with one of them set by 'NAME=true' or 'NAME=false'; throws <see cref="FormatException"/>.</summary>
    public static TwinSwitches Set(TwinSwitches switches, string assignment)
    {
        var parts = assignment.Split('=');
        if (parts.Length != 2 || !bool.TryParse(parts[1], out var on))
        {
            throw new FormatException($"'{assignment}' is not a switch; a switch is given as NAME=true or NAME=false.");
        }

        return parts[0] switch
        {
            nameof(TwinSwitches.DependentDeviceMustBeSent) => switches with { DependentDeviceMustBeSent = on },
            nameof(TwinSwitches.EmptyExtraConfigDeletes) => switches with { EmptyExtraConfigDeletes = on },
            nameof(TwinSwitches.SystemIdEqualsHardwareUuid) => switches with { SystemIdEqualsHardwareUuid = on },
            nameof(TwinSwitches.GraphicsMemoryOfPassthroughGpus) => switches with { GraphicsMemoryOfPassthroughGpus = on },
            nameof(TwinSwitches.RawDevicePrivilegeDemanded) => switches with { RawDevicePrivilegeDemanded = on },
            nameof(TwinSwitches.HaRestartsFixedDirectPath) => switches with { HaRestartsFixedDirectPath = on },
            nameof(TwinSwitches.SignedPciBytes) => switches with { SignedPciBytes = on },
            nameof(TwinSwitches.StrictElementOrder) => switches with { StrictElementOrder = on },
            nameof(TwinSwitches.PoweredOffSnapshotsWithPassthrough) => switches with { PoweredOffSnapshotsWithPassthrough = on },
            nameof(TwinSwitches.PassthroughCopyLags) => switches with { PassthroughCopyLags = on },
            nameof(TwinSwitches.CheckersSeePassthroughProblems) => switches with { CheckersSeePassthroughProblems = on },
            nameof(TwinSwitches.NewVmKeepsInstanceUuid) => switches with { NewVmKeepsInstanceUuid = on },
            nameof(TwinSwitches.StrictChecks) => switches with { StrictChecks = on },
            _ => throw new FormatException($"'{parts[0]}' is not a switch of the twin."),
        };
    }
}
