using System.Globalization;
using System.Text.RegularExpressions;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Values;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.Tests.Fake;

namespace Barelane.HyperV.Tests.Recorded;

/// <summary>Outputs of real hosts, held against what reads them here and against the fake host's own.</summary>
public partial class RecordingTests
{
    public static TheoryData<int> Errors => Of("error");

    public static TheoryData<int> Messages => Of("message");

    public static TheoryData<int> Foreign => Of("foreign");

    public static TheoryData<int> Lists => Of("list", "limits");

    public static TheoryData<int> Surveys => Of("survey");

    [Fact]
    public void There_are_at_least_thirty_with_an_address_of_their_own()
    {
        Assert.True(Recording.All.Count(r => r.Address.StartsWith("https://", StringComparison.Ordinal) || r.Address.StartsWith("MicrosoftDocs/", StringComparison.Ordinal)) >= 30);
        Assert.All(Recording.All, r => Assert.False(string.IsNullOrWhiteSpace(r.Date)));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_is_told_by_its_id_whatever_the_language_and_even_where_the_words_are_lost(int number)
    {
        var recording = Recording.All[number];
        var error = RecordedErrorText.ErrorOf(recording.Text);

        Assert.Equal(recording.Wanted["id"], error.Id);
        Assert.Equal(recording.Wanted["category"], error.Category);
        Assert.Equal(recording.Wanted.TryGetValue("status", out var status) ? uint.Parse(status, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null, error.Status);
        var problem = PowerShellProblems.Refused("hv01", "test", error).Problem;
        Assert.Equal(recording.Wanted["code"], problem.Code);
        Assert.True(problem.Remedy.Length > 10);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_the_one_the_fake_host_prints_and_its_status_is_found(int number)
    {
        var recording = Recording.All[number];
        if (recording.Wanted.TryGetValue("status", out var status))
        {
            Assert.Equal(uint.Parse(status, NumberStyles.HexNumber, CultureInfo.InvariantCulture), RecordedErrorText.ErrorOf(recording.Text + "\n+ CategoryInfo : NotSpecified: (:) [Start-VM], X\n+ FullyQualifiedErrorId : X").Status);
        }

        foreach (var words in Known(recording.Wanted.GetValueOrDefault("text", "")))
        {
            Assert.Contains(words.Replace(" ", "", StringComparison.Ordinal), recording.Words.Replace("the the", "the", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Another_language_has_none_of_the_english_words_so_that_nothing_may_rest_on_them(int number)
    {
        var recording = Recording.All[number];

        Assert.DoesNotContain("cannot", recording.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("does not allow", recording.Text, StringComparison.OrdinalIgnoreCase);
        if (recording.Wanted.TryGetValue("text", out var key))
        {
            // The fake host prints the same.
            var ours = Texts.Of("zh-CN", key, "", "");
            Assert.Contains(recording.Text.Trim().Split('\n')[^1].Replace("PCL", "PCI", StringComparison.Ordinal).Split('。')[0], ours, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_has_the_properties_and_the_kinds_of_values_that_the_fake_host_gives(int number)
    {
        var recording = Recording.All[number];
        var edition = (HostEdition)typeof(HostEdition).GetProperty(recording.Wanted["edition"])!.GetValue(null)!;
        var host = FakeHosts.Make(edition).Partitionable(paravirtual: true);
        host.Run("Add-VMGpuPartitionAdapter -VMName 'train-02' -MinPartitionVRAM 1000 -MaxPartitionVRAM 1100");
        var script = recording.Wanted["cmdlet"] switch
        {
            "Get-VMGpuPartitionAdapter" => "Get-VMGpuPartitionAdapter -VMName 'train-02'",
            "Msvm_PartitionableGpu" => "Get-CimInstance -Namespace 'root\\virtualization\\v2' -ClassName Msvm_PartitionableGpu",
            var cmdlet => cmdlet,
        };
        var shape = (PsObject)host.Run(script)[0]!;

        var last = -1;
        foreach (var (name, value) in Properties(recording.Text))
        {
            Assert.True(shape.TryGet(name, out var ours), $"The fake host's object lacks '{name}'.");
            Assert.True(Matches(name, value, ours, recording.Kind == "limits"), $"'{name}' is '{value}' on a real host and '{Conversion.ToText(ours)}' on the fake one.");
            if (recording.Kind == "list" && recording.Wanted["cmdlet"].StartsWith("Get-", StringComparison.Ordinal))
            {
                Assert.True(shape.Names.ToList().IndexOf(name) > last, $"'{name}' stands elsewhere.");
                last = shape.Names.ToList().IndexOf(name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Surveys))]
    public void A_survey_of_microsofts_own_script_names_what_the_fake_hosts_devices_can_be(int number)
    {
        var recording = Recording.All[number];
        var verdicts = new[] { "BIOS-owned memory", "may be redirected", "BIOS kept control", "Old-style PCI device", "more secure" };

        Assert.Equal(int.Parse(recording.Wanted["devices"], CultureInfo.InvariantCulture), verdicts.Sum(v => Regex.Count(recording.Text, Regex.Escape(v), RegexOptions.IgnoreCase)));
        if (recording.Wanted.TryGetValue("place", out var place))
        {
            Assert.Contains(place, recording.Text, StringComparison.Ordinal);
            Assert.Matches(@"^PCIROOT\([0-9A-F]+\)(#PCI\([0-9A-F]{4}\))+$", place);
        }
    }

    private static bool Matches(string name, string recorded, object? ours, bool anyNumber) => name switch
    {
        "Name" => recorded.StartsWith(@"\\?\PCI#VEN_10DE&DEV_", StringComparison.Ordinal) && recorded.EndsWith(@"#{064092b3-625e-43bf-9eb5-dc845897dd59}\GPUPARAV", StringComparison.Ordinal)
            && InstanceForm().IsMatch(new FakePartitionableGpu { Name = recorded }.InstanceId) && InstanceForm().IsMatch(new FakePartitionableGpu { Name = (string)ours! }.InstanceId),
        "ValidPartitionCounts" => recorded == $"{{{string.Join(", ", ((object?[])ours!).Select(Conversion.ToText))}}}",
        _ => anyNumber ? ulong.TryParse(recorded, out _) && (ours is null or ulong) : Conversion.ToText(ours) == recorded,
    };

    /// <summary>What Format-List prints: names and values, long values on several lines.</summary>
    private static IEnumerable<(string Name, string Value)> Properties(string text)
    {
        var name = "";
        var value = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var match = PropertyLine().Match(line);
            if (!match.Success)
            {
                value += line.Trim();
                continue;
            }

            if (name.Length > 0)
            {
                yield return (name, value);
            }

            (name, value) = (match.Groups[1].Value, match.Groups[2].Value);
        }

        yield return (name, value);
    }

    /// <summary>The words that stand for a message, without names and numbers.</summary>
    private static IEnumerable<string> Known(string key) => key switch
    {
        "" => [],
        "hypervisor-words" => ["A hypervisor feature is not available to the user."],
        "checkpoint" => [Texts.Of("en-US", key, "").Split(" or devices")[0]],
        "policy" => [Texts.Of("en-US", key, "", "", "\u0001").Split('\n', '\u0001')[^1].Split(" (0x")[0].TrimStart('\''), "Could not allocate partitionable GPU device '"],
        "insufficient" => ["Error 'Insufficient system resources exist to complete the requested service.'", "GPU Partition (Instance ID "],
        "upper-mmio" => [Texts.Of("en-US", key, "GPUPV", 0x17dffff000UL, 0x1000000000UL).Replace("Virtual machine 'GPUPV' cannot be started. ", "", StringComparison.Ordinal)],
        "bus-control" or "directives" => Texts.Of("en-US", key).Split('\n'),
        _ => Texts.Of("en-US", key, "\u0001", "\u0001").Split('\u0001').Where(t => t.Length > 3),
    };

    private static TheoryData<int> Of(params string[] kinds) => [.. Recording.All.Select((r, i) => (r, i)).Where(p => kinds.Contains(p.r.Kind)).Select(p => p.i)];

    [GeneratedRegex(@"^(\w+)\s+: (.*)$")]
    private static partial Regex PropertyLine();

    [GeneratedRegex(@"^PCI\\VEN_[0-9A-F]{4}&DEV_[0-9A-F]{4}&SUBSYS_[0-9A-F]{8}&REV_[0-9A-F]{2}\\\d+&[0-9a-f]+&\d+&[0-9A-F]{4}$", RegexOptions.IgnoreCase)]
    private static partial Regex InstanceForm();
}
