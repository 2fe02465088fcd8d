using System.Diagnostics;
using System.Globalization;
using Barelane.Core.Sizing;

namespace Barelane.Lab.Tests.Windows;

/// <summary>
/// The guest's 64-bit window, seen for real: OVMF boots with devices of large BARs and a window of a size that Barelane's rule computes, and with the next smaller one. The firmware
/// stands alone: no system has to boot for it to place BARs or to leave them out.
/// </summary>
public sealed class WindowTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(256)]
    public async Task The_window_that_is_planned_holds_every_large_BAR_and_the_next_smaller_one_does_not(params int[] gibibytes)
    {
        var ports = gibibytes.Select(g => new PortLoad([g * GiB])).ToList();
        var planned = OvmfWindow.Smallest(ports) ?? throw new InvalidOperationException("No window holds these.");
        Assert.False(OvmfWindow.Fits(ports, OvmfWindow.OfBits(FirmwareBoot.GuestBits, isIntel: false)), "The firmware's own window holds them already, so that nothing would be tried.");

        var begun = Stopwatch.GetTimestamp();
        var boots = await Task.WhenAll(
            FirmwareBoot.PlacesAsync(gibibytes, (planned / 2) >> 20, TestContext.Current.CancellationToken),
            FirmwareBoot.PlacesAsync(gibibytes, planned >> 20, TestContext.Current.CancellationToken));
        var (tooSmall, asPlanned) = (boots[0], boots[1]);

        Assert.All(asPlanned.Zip(gibibytes), p => Assert.True(p.First >= 4 * GiB && p.First % (p.Second * GiB) == 0, $"The BAR of {p.Second} GiB is at 0x{p.First:x}."));
        Assert.Contains(0L, tooSmall);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"measured: lab: OVMF places BARs of {string.Join(" + ", gibibytes)} GiB in a window of {planned / GiB} GiB and not in {planned / 2 / GiB} GiB, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s"));
    }

    [Theory]
    [InlineData(64)]
    public async Task What_the_rule_says_to_fit_the_firmware_s_own_window_needs_no_option(params int[] gibibytes)
    {
        var ports = gibibytes.Select(g => new PortLoad([g * GiB])).ToList();
        Assert.True(OvmfWindow.Fits(ports, OvmfWindow.OfBits(FirmwareBoot.GuestBits, isIntel: false)));

        var places = await FirmwareBoot.PlacesAsync(gibibytes, null, TestContext.Current.CancellationToken);

        Assert.Equal(gibibytes.Length, places.Count(p => p >= 4 * GiB));
    }
}
