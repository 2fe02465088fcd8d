namespace Barelane.Core.Goals;

/// <summary>The wish: this VM, that gpu, this way.</summary>
public sealed record Assignment
{
    /// <summary>The VM as written: <c>alias/name</c> or <c>alias/path/to/name</c>. Also the assignment's id within its document.</summary>
    public required string Vm { get; init; }

    /// <summary>Which card or slice.</summary>
    public required GpuSelector Gpu { get; init; }

    /// <summary>Direct, shared or remote.</summary>
    public required Way Way { get; init; }

    /// <summary>Fixed or by description, where the user insists; null lets the adapter choose what loses least.</summary>
    public WayVariant? Variant { get; init; }

    /// <summary>Consents given for this assignment alone.</summary>
    public IReadOnlyList<string> Consent { get; init; } = [];

    /// <summary>Rules whose Unknown the user accepts for this assignment.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>When its changes may be made, e.g. <c>22:00-05:00</c> local time; null for any time.</summary>
    public string? Window { get; init; }

    /// <summary>Name of a restore point to make first; null for none.</summary>
    public string? RestorePoint { get; init; }

    /// <summary>Size of the 64-bit MMIO window in GiB, where the user sets it; null to compute it.</summary>
    public int? MmioGiB { get; init; }

    /// <summary>Whether the files of the host's driver that a guest with a paravirtual partition needs are copied onto its disk (Hyper-V).</summary>
    public bool DriverFiles { get; init; } = true;

    /// <summary>The driver that is put into the guest for the remote way; null where it is not known yet.</summary>
    public GuestDriverFile? RemoteDriver { get; init; }

    /// <summary>What to make the VM from where it does not exist.</summary>
    public NewVm? Create { get; init; }

    /// <summary>How to ask the guest.</summary>
    public GuestAccess? Guest { get; init; }

    /// <summary>The power state it ends in: <c>on</c> (default) or <c>off</c>.</summary>
    public bool PowerOn { get; init; } = true;

    /// <summary>The site's alias: what stands before the first slash.</summary>
    public string SiteAlias => Vm[..Math.Max(0, Vm.IndexOf('/', StringComparison.Ordinal))];

    /// <summary>The VM's name or path within the site.</summary>
    public string VmName => Vm[(Vm.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
