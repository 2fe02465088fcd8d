using Barelane.Engine.Documents;
using Barelane.Knowledge.Advice;
using Barelane.TestKit;

namespace Barelane.Engine.Tests.Documents;

public sealed class DescriptionReaderTests
{
    private const string Sound = "users: 40\nload: peak\nwork: graphics\nmemory-per-user: 6 GiB\n";
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void A_description_is_read_from_yaml_and_from_json_alike()
    {
        var (yaml, _) = DescriptionReader.Read(Sound + "wishes: [live-migration]\n", Nothing);
        var (json, _) = DescriptionReader.Read("""{"users": 40, "load": "peak", "work": "graphics", "memory-per-user": "6 GiB", "wishes": ["live-migration"]}""", Nothing);

        Assert.Equal((40, LoadShape.Peak, WorkKind.Graphics, 6144), (yaml!.Users, yaml.Load, yaml.Work, yaml.MemoryMiB));
        Assert.Equal((yaml.Users, yaml.Load, yaml.Work, yaml.MemoryMiB), (json!.Users, json.Load, json.Work, json.MemoryMiB));
        Assert.Equal(yaml.Wishes, json.Wishes);
    }

    [Theory]
    [InlineData("usres: 4\n" + Sound, "1:1: Unknown key 'usres' in a description. Did you mean 'users'?")]
    [InlineData("users: 40\nload: peak\nwork: graphics\nmemory-per-user: 6\n", "4:18: '6' is not valid for 'memory-per-user': write a whole number with its unit, GiB or MiB, e.g. '6 GiB'.")]
    [InlineData("users: 40\nload: peak\nwork: graphics\nmemory-per-user: 6 GB\n", "4:18: '6 GB' is not valid for 'memory-per-user': write a whole number with its unit, GiB or MiB, e.g. '6 GiB'.")]
    [InlineData("users: 40\nload: peak\nwork: graphics\nmemory-per-user: 6x GiB\n", "4:18: '6x GiB' is not valid for 'memory-per-user': write a whole number with its unit, GiB or MiB, e.g. '6 GiB'.")]
    [InlineData("users: 40\nload: peaks\nwork: graphics\nmemory-per-user: 6 GiB\n", "2:7: 'peaks' is not valid for 'load'; write one of 'peak', 'steady'. Did you mean 'peak'?")]
    [InlineData(Sound + "needs: [live-migrations]\n", "5:9: 'live-migrations' is not known in 'needs'. Did you mean 'live-migration'?")]
    [InlineData(Sound + "needs: [snapshots]\nwishes: [snapshots]\n", "6:9: 'snapshots' is in 'needs' and in 'wishes'; it can be in one of them.")]
    [InlineData(Sound + "at-once: 50\n", "5:10: '50' is not valid for 'at-once'; write a whole number from 1 to 40.")]
    [InlineData(Sound + "prices: {currency: EUR, workstation: 3500 EUR}\n", "5:38: '3500 EUR' is not valid for 'workstation': a price is a number without its currency, e.g. 3500 or 249.90.")]
    [InlineData(Sound + "prices: {currency: EUR, workstation: 3500, licence-per-user-year: 250}\n", "5:67: A licence by the year needs 'years', the time that is reckoned.")]
    public void A_mistake_is_named_with_its_place(string text, string problem)
    {
        var (description, problems) = DescriptionReader.Read(text, Nothing);

        Assert.Null(description);
        Assert.Equal([problem], problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Every_example_of_a_team_is_read_without_a_problem()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "examples", "advise"), "*.yaml");

        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Empty(DescriptionReader.Read(File.ReadAllText(f), Nothing).Problems));
    }

    [Fact]
    public void All_that_is_missing_is_named_at_once()
    {
        var (_, problems) = DescriptionReader.Read("name: nobody\n", Nothing);

        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, p => p.Message.Contains("'users' is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_given_otherwise_take_the_place_of_the_files()
    {
        var (description, problems) = DescriptionReader.Read(Sound, new Dictionary<string, string> { ["users"] = "60", ["needs"] = "live-migration, snapshots" });
        var (_, wrong) = DescriptionReader.Read(null, new Dictionary<string, string> { ["users"] = "many", ["load"] = "peak", ["work"] = "compute", ["memory-per-user"] = "8 GiB" });

        Assert.Empty(problems);
        Assert.Equal(60, description!.Users);
        Assert.Equal(["live-migration", "snapshots"], description.Needs);
        Assert.Equal((0, "'many' is not valid for 'users'; write a whole number from 1 to 100000."), (wrong.Single().Line, wrong.Single().Message));
    }
}
