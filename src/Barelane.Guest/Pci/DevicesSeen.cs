using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;

namespace Barelane.Guest.Pci;

/// <summary>Compares the functions that a guest sees with those given to it.</summary>
internal sealed class DevicesSeen
{
    private const string NotSeenRemedy = "See whether the VM is on and holds the device in its configuration; then restart the guest. Where the guest stays without, "
        + "its MMIO window may be too small for the card: on vSphere set 'pciPassthru.use64bitMMIO' to TRUE and raise 'pciPassthru.64bitMMIOSizeGB'.";

    private readonly IReadOnlyList<GuestFunction> _functions;
    private readonly GuestExpectation _expectation;
    private readonly bool _isCut;

    /// <summary>Takes what the guest sees; <paramref name="isCut"/> tells that more may be there than was said.</summary>
    public DevicesSeen(IReadOnlyList<GuestFunction> functions, GuestExpectation expectation, bool isCut)
    {
        _functions = functions;
        _expectation = expectation;
        _isCut = isCut;
        Gpus = [.. functions.Where(f => f.IsPhysicalGpu && IsExpected(f.Id))];
    }

    /// <summary>The GPUs that the goal is about: of its ids, or of its vendor, or all physical ones where it names neither.</summary>
    public IReadOnlyList<GuestFunction> Gpus { get; }

    /// <summary>The cards' vendor, from the expectation or from what is there; null where neither tells.</summary>
    public ushort? Vendor => VendorOf(_expectation) ?? (Gpus.Count > 0 ? Gpus[0].Id.Vendor : null);

    /// <summary>The vendor that an expectation means; null where it names none.</summary>
    public static ushort? VendorOf(GuestExpectation expectation) =>
        expectation.Vendor ?? (expectation.Functions.Count > 0 ? expectation.Functions[0].Vendor : null);

    /// <summary>GUEST-DEVICE-001 and GUEST-DEVICE-002.</summary>
    public IEnumerable<GuestCheckResult> Check()
    {
        yield return CheckGiven();
        yield return CheckConsole();
    }

    private GuestCheckResult CheckGiven()
    {
        var required = string.Create(CultureInfo.InvariantCulture, $"{Count(_expectation.GpuCount)}")
            + (_expectation.Functions.Count == 0 ? "." : $", with the functions {List(_expectation.Functions.Order(Comparer<PciId>.Create(Compare)))}.");
        var missing = Missing();
        var observed = Gpus.Count == 0 && _expectation.GpuCount == 0 ? "No GPU is asked for."
            : Gpus.Count == 0 ? "The guest sees no GPU of those given." : $"The guest sees {Count(Gpus.Count)}: {List(Gpus)}.";
        if (missing.Count > 0)
        {
            observed += $" Not there: {List(missing)}.";
        }

        if (missing.Count == 0 && Gpus.Count >= _expectation.GpuCount)
        {
            return Gpus.Count == _expectation.GpuCount
                ? GuestChecks.DeviceSeen.Pass(observed, required)
                : GuestChecks.DeviceSeen.Note(observed, "Nothing to do where the VM has other GPUs of its own.", required);
        }

        return _isCut
            ? GuestChecks.DeviceSeen.Unknown($"{observed} The list was cut off, so more may be there.", "Run verify again.", required)
            : GuestChecks.DeviceSeen.Block(observed, NotSeenRemedy, required);
    }

    private GuestCheckResult CheckConsole()
    {
        var emulated = _functions.Where(f => f.IsEmulatedDisplay).ToList();
        if (emulated.Count > 0 && Gpus.Count > 0)
        {
            return GuestChecks.ConsoleSeen.Pass($"The guest sees the emulated adapter {List(emulated)} and the GPU {List(Gpus)}.");
        }

        return Gpus.Count > 0
            ? GuestChecks.ConsoleSeen.Note(
                $"The guest sees the GPU {List(Gpus)}, but no emulated display adapter on its PCI bus.",
                "Nothing to do where the GPU's own outputs or remote display are used. For the console in the browser, keep the VM's emulated adapter (on vSphere, take 'svga.present' out).")
            : GuestChecks.ConsoleSeen.Note(
                emulated.Count > 0 ? $"The guest sees only the emulated adapter {List(emulated)}." : "The guest sees no display adapter on its PCI bus.",
                "See GUEST-DEVICE-001.");
    }

    private List<PciId> Missing()
    {
        var there = _functions.Select(f => f.Id).Select(Plain).ToList();
        return [.. _expectation.Functions.Select(Plain).Where(id => !there.Remove(id))];
    }

    private bool IsExpected(PciId id)
    {
        if (_expectation.Functions.Count > 0)
        {
            return _expectation.Functions.Any(f => Plain(f) == Plain(id));
        }

        return _expectation.Vendor is not { } vendor || vendor == id.Vendor;
    }

    private static PciId Plain(PciId id) => new(id.Vendor, id.Device);

    private static int Compare(PciId a, PciId b) => (a.Vendor, a.Device).CompareTo((b.Vendor, b.Device));

    private static string Count(int gpus) => gpus == 1 ? "1 GPU" : string.Create(CultureInfo.InvariantCulture, $"{gpus} GPUs");

    private static string List<T>(IEnumerable<T> items) => string.Join(", ", items.Select(i => $"'{i}'"));
}
