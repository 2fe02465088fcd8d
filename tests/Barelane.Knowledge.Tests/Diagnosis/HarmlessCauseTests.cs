using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Tests.Diagnosis;

/// <summary>Lines that come also where nothing is wrong: they are named, but never before a failure.</summary>
public sealed class HarmlessCauseTests
{
    [Fact]
    public void What_does_no_harm_goes_behind_a_failure_that_stands_later_and_is_less_sure()
    {
        const string log = """
            qemu-system-x86_64: IGD device 0000:00:02.0 cannot support legacy mode due to existing devices at address 1f.0
            qemu-system-x86_64: vfio_err_notifier_handler(0000:03:00.0) Unrecoverable error detected. Please collect any data possible and then kill the guest
            """;

        Assert.Equal(["KVM-061", "KVM-087"], Ids(log));
    }

    [Fact]
    public void What_does_no_harm_goes_behind_what_words_tell() =>
        Assert.Equal("KVM-087", Ids("The VM hangs at the boot logo with the GPU passed through.\nIGD device 0000:00:02.0 cannot support legacy mode due to existing devices at address 1f.0")[^1]);

    [Fact]
    public void What_does_no_harm_is_named_where_nothing_else_is_seen() =>
        Assert.Equal(["HYPERV-058"], Ids("misc dxg: dxgk: dxgkio_query_adapter_info:    Ioctl failed: -22"));

    [Fact]
    public void A_failure_with_a_harmless_cause_keeps_its_place_where_another_cause_is_meant()
    {
        Assert.Equal("GUEST-039", Ids("i915 0000:03:00.0: Direct firmware load for i915/dg2_guc_70.bin failed with error -2")[0]);
        var seen = Ids("""
            i915 0000:00:02.0: Direct firmware load for i915/gvt/vid_0x8086_did_0x5917_rid_0x07.golden_hw_state failed with error -2
            line 19: /sys/bus/pci/devices/0000:00:02.0/mdev_supported_types/i915-GVTg_V5_4/create: No such file or directory
            """);
        Assert.Equal(("KVM-058", "GUEST-039"), (seen[0], seen[^1]));
    }

    private static List<string> Ids(string typed)
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        diagnoser.ReadTyped(typed, CancellationToken.None);
        return [.. diagnoser.Result([]).Symptoms.Select(s => s.Symptom.Id)];
    }
}
