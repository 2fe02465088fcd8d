using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Rules;
using Barelane.Guest.Tests.Linux;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Guest.Tests;

/// <summary>What programs in a guest say is untrusted: whatever it is, no check throws and none passes on it.</summary>
public sealed class GarbageTests
{
    // Pieces of real answers, so that parsers are reached beyond their first test.
    private static readonly string[] Pieces =
    [
        "0000:0b:00.0 ", "0000:", "3D controller [0302]: ", "[10de:2235]", "]: ", "[", "]", ":", "\tKernel driver in use: nvidia", "\n", "\n\n", "\r\n", "0, ", "GPU-", ", ", "00000000:0B:00.0",
        "License Status", " : ", "Licensed", "PCI_SLOT_NAME=", "PCI_ID=10DE:2235", "PCI_CLASS=30200", "MODALIAS=", "0x", "0x0000000000000000 ", "<<<BARELANE ", " BARELANE>>>", "e30=", "eyJkZXZpY2VzIjpbbnVsbCx7fV19",
        "eyJwcm9kdWN0VHlwZSI6OX0=", "[    0.000000] ", " kernel: ", "vendorID = 0x10de", "Platform #0: ", "-- Device #0: ", "cuda job right on ", " GPUs", "SecureBoot ", "\u0000", "\u001b[2J", "\ud800", "ÿ", " => ", ".so", "Linux",
    ];

    [Theory]
    [InlineData(GuestFamily.Linux)]
    [InlineData(GuestFamily.Windows)]
    [InlineData(GuestFamily.Unknown)]
    public void Random_text_never_throws_and_never_passes(GuestFamily family) =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>(),
            ArbMap.Default.ArbFor<NonNull<string>>(),
            ArbMap.Default.ArbFor<int>(),
            (output, error, seed) =>
            {
                var random = new Random(seed);
                var results = Inspect(family, random, () => new GuestOutput(ExitCode(random), output.Get, error.Get));
                return results.Count > 0 && results.All(r => r.Severity != Severity.Pass && r.Observed.Length > 0 && r.Remedy.Length > 0);
            }).QuickCheckThrowOnFailure();

    /// <summary>Pieces of real answers in any order may happen to be a true answer, so only the form of the results is asked here.</summary>
    [Theory]
    [InlineData(GuestFamily.Linux)]
    [InlineData(GuestFamily.Windows)]
    [InlineData(GuestFamily.Unknown)]
    public void Pieces_of_real_answers_in_any_order_never_throw(GuestFamily family) =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            seed =>
            {
                var random = new Random(seed);
                var results = Inspect(family, random, () => new GuestOutput(ExitCode(random), Shuffled(random), Shuffled(random)));
                return results.Count > 0 && results.All(r => r.Observed.Length > 0 && (r.Severity == Severity.Pass) == (r.Remedy.Length == 0));
            }).QuickCheckThrowOnFailure();

    /// <summary>Real answers with a piece cut out or changed somewhere: nothing throws, and each result is of the catalogue.</summary>
    [Fact]
    public void Real_answers_cut_anywhere_never_throw()
    {
        var whole = LinuxGuest.Emulated + LinuxGuest.Card("nvidia") + LinuxGuest.NoBars + LinuxGuest.QuietLog + LinuxGuest.Licensed;
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            seed =>
            {
                var random = new Random(seed);
                var guest = new FaultyGuest(GuestFamily.Linux, () => new GuestOutput(0, whole[random.Next(whole.Length)..], ""));

                var results = Inspection.OfAsync(guest, Inspection.OneSlice).GetAwaiter().GetResult();

                return results.All(r => GuestChecks.All.Any(c => c.Id == r.Check));
            }).QuickCheckThrowOnFailure();
    }

    private static IReadOnlyList<GuestCheckResult> Inspect(GuestFamily family, Random random, Func<GuestOutput> answer) =>
        Inspection.OfAsync(new FaultyGuest(family, answer), random.Next(2) == 0 ? Inspection.OneA40 : Inspection.OneSlice).GetAwaiter().GetResult();

    private static int ExitCode(Random random) => random.Next(3) == 0 ? random.Next(-5, 260) : 0;

    private static string Shuffled(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(40); i > 0; i--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
