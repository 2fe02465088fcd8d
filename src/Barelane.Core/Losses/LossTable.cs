using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Losses;

/// <summary>
/// What a VM loses by getting a GPU: per hypervisor, version and form of the way, set against what the VM uses today. Pure. Only
/// what the VM uses, or what could not be seen, needs consent; the rest is told.
/// </summary>
public static class LossTable
{
    /// <summary>Every feature that the way touches, the lost ones first; kept ones are in it too, so that they can be shown.</summary>
    public static IReadOnlyList<Loss> Of(FleetInventory fleet, ResolvedAssignment assignment, WayVariant variant)
    {
        var version = Version.TryParse(assignment.Site.ApiVersion, out var parsed) ? parsed : new Version(0, 0);
        var rows = Rows(assignment.Site.Hypervisor, variant, version, Profile(assignment));
        var losses = assignment.Vm is { } vm
            ? OfPresent(fleet, vm, version, assignment.Site.Hypervisor, rows)
            : rows.Select(r => Loss(r, Observed.Read(false), "The VM does not exist yet: nothing is taken from it."));
        return [.. losses.OrderByDescending(l => l.NeedsConsent).ThenByDescending(l => l.Certainty).ThenBy(l => l.Area)];
    }

    /// <summary>
    /// Every feature that a form of a way touches on a hypervisor of this version, for a VM that does not exist yet; with the profile's own flags where the
    /// hypervisor tells them. The lost ones first.
    /// </summary>
    public static IReadOnlyList<Loss> OfWay(Hypervisor hypervisor, Version version, WayVariant variant, SliceProfile? profile) =>
        [.. Rows(hypervisor, variant, version, profile)
            .Select(r => Loss(r, Observed.Read(false), "The VM does not exist yet: nothing is taken from it."))
            .OrderByDescending(l => l.Certainty)];

    /// <summary>The losses that need consent, as impacts of the assignment's unit: one for each consent, with what it takes of what the VM uses.</summary>
    public static IReadOnlyList<Impact> ImpactsOf(FleetInventory fleet, ResolvedAssignment assignment, WayVariant variant) =>
        [.. Of(fleet, assignment, variant).Where(l => l.NeedsConsent).GroupBy(l => l.Consent, StringComparer.Ordinal).Select(g => new Impact
        {
            Consent = g.Key,
            Subject = assignment.VmRef,
            SubjectName = assignment.Vm is null ? assignment.Id : fleet.NameOf(assignment.VmRef),
            Text = string.Join(' ', g.Select(l => l.Today).Concat(g.Select(l => l.Text)).Distinct(StringComparer.Ordinal)),
            Unit = assignment.Id,
            Source = string.Join("; ", g.Select(l => l.Source).Distinct(StringComparer.Ordinal)),
        })];

    private static IEnumerable<Loss> OfPresent(FleetInventory fleet, Vm vm, Version version, Hypervisor hypervisor, IEnumerable<LossRow> rows)
    {
        var use = new PresentUse(fleet, vm);
        var gone = vm.Attached.Or([])
            .SelectMany(a => Rows(hypervisor, VariantOf(a), version, null))
            .Where(r => r.Certainty == LossCertainty.Lost)
            .Select(r => r.Area)
            .ToHashSet();
        foreach (var row in rows)
        {
            var (used, today) = gone.Contains(row.Area)
                ? (Observed.Read(false), "It is lost already with the device the VM has.")
                : use.Of(row.Area);
            yield return Loss(row, used, today);
        }
    }

    private static IEnumerable<LossRow> Rows(Hypervisor hypervisor, WayVariant variant, Version version, SliceProfile? profile) => hypervisor switch
    {
        Hypervisor.VSphere => VSphereLosses.Of(variant, version, profile),
        Hypervisor.Kvm => KvmLosses.Of(variant, profile),
        _ => HyperVLosses.Of(variant, version),
    };

    private static SliceProfile? Profile(ResolvedAssignment assignment) => assignment.Assignment.Gpu.Profile is { } name
        ? assignment.Host.Profiles.Or([]).FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))
        : null;

    private static WayVariant VariantOf(AttachedDevice attached) => attached switch
    {
        { Way: Way.Remote } => WayVariant.Lease,
        { Way: Way.Shared } => WayVariant.Slice,
        _ when attached.Backing.StartsWith("dynamic ", StringComparison.Ordinal) => WayVariant.DirectByDescription,
        _ => WayVariant.DirectFixed,
    };

    private static Loss Loss(LossRow row, Observed<bool> used, string today) => new()
    {
        Area = row.Area,
        Consent = row.Consent,
        Feature = row.Feature,
        Certainty = row.Certainty,
        Text = row.Text,
        UsedToday = used,
        Today = today,
        Source = row.Source,
    };
}
