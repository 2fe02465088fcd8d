using System.Text.RegularExpressions;
using System.Xml.Linq;
using Barelane.TestKit;

namespace Barelane.Core.Tests.Layout;

/// <summary>Reads the project files and keeps the direction of docs/design/0001-layout.md.</summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Barelane.Core"] = [],
        ["Barelane.Knowledge"] = ["Barelane.Core"],
        ["Barelane.Engine"] = ["Barelane.Core", "Barelane.Knowledge"],
        ["Barelane.Rendering"] = ["Barelane.Core", "Barelane.Knowledge", "Barelane.Engine"],
        ["Barelane.Guest"] = ["Barelane.Core", "Barelane.Ssh"],
        ["Barelane.VSphere"] = ["Barelane.Core"],
        ["Barelane.Ssh"] = ["Barelane.Core"],
        ["Barelane.Kvm"] = ["Barelane.Core", "Barelane.Ssh"],
        ["Barelane.HyperV"] = ["Barelane.Core", "Barelane.Ssh"],
        ["Barelane.Twin"] = [],
        ["Barelane.Remote.Protocol"] = [],
        ["Barelane.Remote.Leasing"] = ["Barelane.Remote.Protocol"],
        ["Barelane.Remote.Driver"] = ["Barelane.Remote.Protocol"],
        ["Barelane.Remote.Server"] = ["Barelane.Remote.Protocol"],
    };

    [Fact]
    public void No_project_sees_more_than_the_layout_allows()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var project = Path.GetFileNameWithoutExtension(file);
            if (project == "Barelane.Cli")
            {
                continue;
            }

            Assert.True(Allowed.ContainsKey(project), $"'{project}' has no place in the layout; give it one here and in docs/design/0001-layout.md.");
            Assert.All(References(file), r => Assert.Contains(r, Allowed[project]));
        }
    }

    [Fact]
    public void The_core_does_no_input_or_output()
    {
        var forbidden = Forbidden();
        foreach (var file in Sources("Barelane.Core"))
        {
            var match = forbidden.Match(File.ReadAllText(file));
            Assert.False(match.Success, $"{Path.GetFileName(file)} uses '{match.Value}'.");
        }
    }

    [Fact]
    public void No_source_file_is_longer_than_the_house_allows()
    {
        var long_ = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetFileName(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 400)
            .Select(f => $"{f.Name}: {f.Lines}");
        Assert.Empty(long_);
    }

    [Fact]
    public void No_type_is_called_by_a_word_that_says_nothing()
    {
        var bad = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(n => n!.EndsWith("Manager", StringComparison.Ordinal) || n.EndsWith("Helper", StringComparison.Ordinal) || n.EndsWith("Utils", StringComparison.Ordinal));
        Assert.Empty(bad);
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string file) => XDocument.Load(file).Descendants("ProjectReference")
        .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

    [GeneratedRegex(@"\b(File|Directory|Process|HttpClient|Socket)\.|DateTime(Offset)?\.(Utc)?Now|new Random|Random\.Shared|Guid\.NewGuid|Environment\.|Console\.")]
    private static partial Regex Forbidden();
}
