using System.Text;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;
using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;
using Barelane.Rendering.Diagnoses;
using Barelane.Rendering.Json;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class DiagnosisTextTests
{
    private const string Log = """
        vmx - PCIPassthru: Device 0000:3b:00.0 barIndex 1 type 3 size 68719476736
        vmx - PCIPassthru: total number of pages needed (4206594) exceeds limit (917504), failing
        vmx - Module 'DevicePowerOn' power on failed.
        vmx - [msg.pciPassthru.createAdapterFailed] Failed to register the device pciPassthru0
        vmx - Device 6:0.0 is not a passthrough device.
        vmx - Device 7:0.0 is not a passthrough device.
        vmx - Device 8:0.0 is not a passthrough device.
        vmx - Device 9:0.0 is not a passthrough device.
        PCIEHP: 122: 0000:06:00.0 Adapter removed
        """;

    private static readonly Finding Holder = new()
    {
        Rule = "DEVICE-USE-001",
        Severity = Severity.Block,
        Subject = new ObjectRef(ObjectKind.Vm, "vc-1", "vm-1"),
        SubjectName = "dc1/render-01",
        Observed = "0000:3b:00.0 is held by 'render-02', which runs",
        Required = "no other running VM holds it",
        Why = "a card goes to one VM",
    };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_diagnosis_names_lines_causes_and_remedies(int width) =>
        Golden.Match($"diagnosis.{width}.txt", DiagnosisText.Render("'vmware.log'", Of(Log), NextSteps.For(null), new TextLook(width, Colour: false)));

    [Fact]
    public void A_diagnosis_in_json_carries_every_part() =>
        Golden.Match("diagnosis.json", ReportJson.Text(DiagnosisReport.Of(Of(Log), NextSteps.For(null))));

    [Fact]
    public void No_known_failure_is_said_with_what_to_collect() =>
        Golden.Match("diagnosis-none.80.txt", DiagnosisText.Render("'vmware.log'", Of("All is well.\n"), NextSteps.For(null), TextLook.Piped));

    [Fact]
    public void No_known_failure_in_json_says_what_to_collect() =>
        Assert.Contains("vmkernel.log", ReportJson.Text(DiagnosisReport.Of(Of("All is well.\n"), NextSteps.For(Hypervisor.VSphere))), StringComparison.Ordinal);

    [Fact]
    public void A_log_cannot_move_the_cursor() =>
        Assert.DoesNotContain('\u001b', DiagnosisText.Render("x", Of("group 12 is not viable \u001b[2J"), [], TextLook.Piped));

    private static DiagnosisResult Of(string log)
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        diagnoser.ReadStream("vmware.log", stream, CancellationToken.None);
        return diagnoser.Result([Holder]);
    }
}
