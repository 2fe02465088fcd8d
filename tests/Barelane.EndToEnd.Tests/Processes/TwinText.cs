using System.Text.RegularExpressions;
using Barelane.Twin;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>A twin's whole state as text that two runs of the same commands share.</summary>
internal static partial class TwinText
{
    /// <summary>The state, with the ids of runs taken out, and VMs by their names: one that is made twice has another reference the second time.</summary>
    public static string State(this TwinServer twin) => Neutral(twin.Site.Vms.Aggregate(twin.Site.Snapshot(), (text, vm) =>
        text.Replace($"type=\"VirtualMachine\">{vm.Ref.Id}<", $"type=\"VirtualMachine\">{vm.Name}<", StringComparison.Ordinal)));

    /// <summary>A state without the ids of runs.</summary>
    public static string Neutral(string snapshot) => RuleName().Replace(RunId().Replace(snapshot, "RUN"), "barelane-VM");

    /// <summary>A state without VMs' snapshots.</summary>
    public static string WithoutSnapshots(string state) => string.Join('\n', state.Split('\n').Where(l => !l.StartsWith("  snapshot ", StringComparison.Ordinal)));

    /// <summary>The lines that only one of two states has.</summary>
    public static string Difference(string required, string found)
    {
        var (old, fresh) = (required.Split('\n'), found.Split('\n'));
        return string.Join('\n', old.Except(fresh, StringComparer.Ordinal).Select(l => "- " + l).Concat(fresh.Except(old, StringComparer.Ordinal).Select(l => "+ " + l)));
    }

    /// <summary>Requires two states to be equal; otherwise the test fails with the lines that differ.</summary>
    public static void Same(string required, string found, string what)
    {
        if (!string.Equals(required, found, StringComparison.Ordinal))
        {
            Assert.Fail($"{what}\n{Difference(required, found)}");
        }
    }

    /// <summary>A rule is called after its VM's id, which is another one each time a VM is made; whom it holds stands beside it.</summary>
    [GeneratedRegex("barelane-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex RuleName();

    [GeneratedRegex(@"\d{8}-\d{6}-[0-9a-f]{4}")]
    private static partial Regex RunId();
}
