using Barelane.Core.Facts;

namespace Barelane.Core.Tests.Facts;

public sealed class ObservedTests
{
    [Fact]
    public void A_fact_that_nobody_filled_was_not_asked_for()
    {
        var fact = default(Observed<bool>);

        Assert.Equal(ObservedState.NotAsked, fact.State);
        Assert.False(fact.HasValue);
        Assert.False(fact.IsKnown);
    }

    [Fact]
    public void A_certain_absence_is_known_but_has_no_value()
    {
        Assert.True(Observed<string>.Absent.IsKnown);
        Assert.False(Observed<string>.Absent.TryGet(out _));
        Assert.Throws<InvalidOperationException>(() => Observed<string>.Absent.Value);
    }

    [Fact]
    public void Mapping_keeps_how_a_fact_came_to_be_known()
    {
        Assert.Equal(Observed.Inferred("4", "evidence"), Observed.Inferred(4, "evidence").Map(v => $"{v}"));
        Assert.Equal(Observed<string>.Unreadable("why"), Observed<int>.Unreadable("why").Map(v => $"{v}"));
        Assert.Equal(ObservedState.NotAsked, default(Observed<int>).Map(v => $"{v}").State);
    }

    [Fact]
    public void The_reason_of_an_unreadable_fact_is_told_where_its_value_is_demanded()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Observed<int>.Unreadable("no permission").Value);

        Assert.Contains("no permission", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optional_element_that_is_missing_is_absent()
    {
        Assert.Equal(Observed<int>.Absent, Observed.ReadOrAbsent((int?)null));
        Assert.Equal(Observed.Read(3), Observed.ReadOrAbsent((int?)3));
        Assert.Equal(Observed<string>.Absent, Observed.ReadOrAbsent((string?)null));
    }

    [Fact]
    public void Fact_names_are_unique()
    {
        var names = Barelane.Core.Rules.RuleCatalog.All.SelectMany(r => r.Info.Reads).Distinct().Select(k => k.Name).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, n => Assert.Matches("^(host|device|vm|cluster|site)\\.[a-z0-9-]+$", n));
    }
}
