using Barelane.Core.Inventory;
using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Tests.Diagnosis;

public sealed class DescriptionTests
{
    [Theory]
    [InlineData("The host freezes when the VM starts", "host freeze VM", true)]
    [InlineData("The guest is slow", "host|guest slow", true)]
    [InlineData("black screen", "black+screen", true)]
    [InlineData("the screen is black", "black+screen", false)]
    [InlineData("Code 12", "Code+1", false)]
    [InlineData("it doesn’t start", "doesn't start", true)]
    [InlineData("unbound", "bound", false)]
    public void Words_are_beginnings_alternatives_and_neighbours(string text, string words, bool isSaid) =>
        Assert.Equal(isSaid, new Description(text).Says(words.Split(' ')));

    [Fact]
    public void Words_that_stand_far_apart_say_nothing_together()
    {
        var filler = string.Concat(Enumerable.Repeat("This sentence tells of something else. ", 20));

        Assert.False(new Description($"The host is new. {filler}It freezes.").Says(["host", "freeze"]));
        Assert.True(new Description($"{filler}The host\nfreezes. {filler}").Says(["host", "freeze"]));
    }

    [Theory]
    [InlineData("on Proxmox", Hypervisor.Kvm, true, false)]
    [InlineData("on Proxmox", Hypervisor.VSphere, false, true)]
    [InlineData("on some host", Hypervisor.Kvm, false, false)]
    [InlineData("a hypervisor", Hypervisor.HyperV, false, false)]
    [InlineData("from ESXi to Hyper-V", Hypervisor.HyperV, true, false)]
    public void A_hypervisor_is_known_by_its_names(string text, Hypervisor hypervisor, bool isOf, bool isOfAnother)
    {
        var description = new Description(text);

        Assert.Equal((isOf, isOfAnother), (description.IsOf([hypervisor]), description.IsOfAnother([hypervisor])));
        Assert.False(description.IsOfAnother([]));
    }

    [Fact]
    public void What_stands_for_many_failures_goes_behind_what_is_named_more_closely() =>
        Assert.Equal(["X-002", "X-001"], Ids(Catalog(("X-001", "\"broad\": true, \"words\": [\"vm fails\"]", ""), ("X-002", "\"words\": [\"fails\"]", "")), "the vm fails"));

    [Fact]
    public void A_consequence_goes_behind_what_it_comes_from() =>
        Assert.Equal(["X-002", "X-001"], Ids(Catalog(("X-001", "\"follows\": [\"X-002\"], \"words\": [\"vm fails\"]", ""), ("X-002", "\"words\": [\"fails\"]", "")), "the vm fails"));

    [Fact]
    public void What_is_met_on_another_hypervisor_goes_last() =>
        Assert.Equal(["X-002", "X-001"], Ids(Catalog(("X-001", "\"hypervisors\": [\"VSphere\"], \"words\": [\"vm fails\"]", ""), ("X-002", "\"words\": [\"fails\"]", "")), "the vm fails on KVM"));

    [Fact]
    public void Words_make_a_cause_likely_and_never_certain()
    {
        var diagnoser = new Diagnoser(Catalog(("X-001", "\"words\": [\"fails\"], \"question\": \"Which?\"", """, { "cause": "second", "confidence": "possible", "remedy": "r", "words": ["after reboot"] }""")));
        diagnoser.ReadTyped("it fails after a reboot", CancellationToken.None);

        var causes = Assert.Single(diagnoser.Result([]).Symptoms).Causes;

        Assert.Equal([("second", Confidence.Likely), ("first", Confidence.Likely)], causes.Select(c => (c.Cause.Text, c.Confidence)));
    }

    [Theory]
    [InlineData("", Confidence.Likely)]
    [InlineData("\"broad\": true, ", Confidence.Possible)]
    public void What_is_told_by_words_alone_is_never_certain(string broad, Confidence expected)
    {
        var diagnoser = new Diagnoser(Catalog(("X-001", $"{broad}\"words\": [\"fails\"]", "")));
        diagnoser.ReadTyped("it fails", CancellationToken.None);

        Assert.Equal(expected, Assert.Single(Assert.Single(diagnoser.Result([]).Symptoms).Causes).Confidence);
    }

    [Fact]
    public void A_symptom_that_follows_one_which_is_not_there_is_refused() =>
        Assert.Contains("'X-009'", Assert.Throws<FormatException>(() => Catalog(("X-001", "\"follows\": [\"X-009\"], \"words\": [\"a\"]", ""))).Message, StringComparison.Ordinal);

    private static List<string> Ids(SymptomCatalog catalog, string typed)
    {
        var diagnoser = new Diagnoser(catalog);
        diagnoser.ReadTyped(typed, CancellationToken.None);
        return [.. diagnoser.Result([]).Symptoms.Select(s => s.Symptom.Id)];
    }

    private static SymptomCatalog Catalog(params (string Id, string More, string MoreCauses)[] symptoms) =>
        SymptomCatalog.Of([("own.json", $$"""
            { "formatVersion": 1, "date": "2026-01-01", "symptoms": [ {{string.Join(", ", symptoms.Select(s => $$"""
                { "id": "{{s.Id}}", "title": "t", "foundIn": ["Observation"], {{s.More}}, "source": "s",
                  "causes": [ { "cause": "first", "confidence": "certain", "remedy": "r" }{{s.MoreCauses}} ] }
                """))}} ] }
            """)]);
}
