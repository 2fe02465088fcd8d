using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.Guest.Tests;

/// <summary>Inspects a scripted guest and finds results by check.</summary>
internal static class Inspection
{
    public static readonly PciId A40 = new(PciId.Nvidia, 0x2235, PciId.Nvidia, 0x145a);

    public static GuestExpectation OneA40 { get; } = new() { Functions = [A40], GpuCount = 1, Vendor = PciId.Nvidia };

    public static GuestExpectation OneSlice { get; } = new() { Profile = "nvidia_a40-8q", GpuCount = 1, Vendor = PciId.Nvidia };

    public static Task<IReadOnlyList<GuestCheckResult>> OfAsync(IGuestChannel guest, GuestExpectation expectation) =>
        new GuestInspector().InspectAsync(guest, expectation, TestContext.Current.CancellationToken);

    public static GuestCheckResult Of(this IReadOnlyList<GuestCheckResult> results, GuestCheckInfo check) =>
        Assert.Single(results, r => r.Check == check.Id);

    public static void AssertIs(this IReadOnlyList<GuestCheckResult> results, GuestCheckInfo check, Severity severity, string observed, string remedy = "")
    {
        var result = results.Of(check);
        Assert.Equal(severity, result.Severity);
        Assert.Contains(observed, result.Observed, StringComparison.Ordinal);
        Assert.Contains(remedy, result.Remedy, StringComparison.Ordinal);
        Assert.Equal(severity == Severity.Pass, result.Remedy.Length == 0);
        Assert.NotEmpty(result.Required);
    }
}
