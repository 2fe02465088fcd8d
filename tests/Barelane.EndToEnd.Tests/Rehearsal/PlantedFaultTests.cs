using Barelane.Cli.Rehearsal;
using Barelane.Core.Rules;

namespace Barelane.EndToEnd.Tests.Rehearsal;

public sealed class PlantedFaultTests
{
    public static TheoryData<string> Names => [.. PlantedFaults.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_named_before_anything_real_is_touched(string name)
    {
        var fault = PlantedFaults.All.Single(f => f.Name == name);

        var report = await Rehearser.RunAsync(fault.Make(), TestContext.Current.CancellationToken);

        var bad = report.FirstBad;
        Assert.True(bad is not null, $"It came through: {Describe(report)}");
        if (fault.Rule is { } rule)
        {
            Assert.True(bad.Blocking.Any(f => IsNamed(f, rule, fault)), Describe(report));
            Assert.Equal(3, report.ExitCode);
        }
        else
        {
            Assert.True(bad.Failure is not null, Describe(report));
            Assert.True(
                fault.Steps.Contains(bad.Failure.Kind) && bad.Failure.Target == fault.Target
                    && (bad.Failure.Message + string.Join(' ', bad.Failure.Evidence)).Contains(fault.Says, StringComparison.OrdinalIgnoreCase),
                Describe(report));
            Assert.Equal(5, report.ExitCode);
        }
    }

    [Fact]
    public void There_are_at_least_twenty_of_them_and_each_is_another()
    {
        Assert.True(PlantedFaults.All.Count >= 20, $"{PlantedFaults.All.Count} planted faults");
        Assert.Equal(PlantedFaults.All.Count, PlantedFaults.All.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count());
    }

    private static bool IsNamed(Finding finding, string rule, PlantedFault fault) =>
        finding.Rule == rule && finding.SubjectName == fault.Target && (finding.Observed + finding.Required).Contains(fault.Says, StringComparison.OrdinalIgnoreCase);

    private static string Describe(RehearsalReport report) => RehearsalText.Render(report, new Rendering.Text.TextLook(200, false));
}
