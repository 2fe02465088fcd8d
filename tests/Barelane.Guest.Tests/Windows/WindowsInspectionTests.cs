using Barelane.Core.Rules;

namespace Barelane.Guest.Tests.Windows;

public sealed class WindowsInspectionTests
{
    [Fact]
    public async Task A_working_A40_passes_every_check()
    {
        var results = await Inspection.OfAsync(WindowsGuest.Working(), Inspection.OneA40);

        Assert.All(results, r => Assert.Equal((r.Check, Severity.Pass), (r.Check, r.Severity)));
        results.AssertIs(GuestChecks.DeviceSeen, Severity.Pass, "'NVIDIA A40 (10de:2235)'");
        results.AssertIs(GuestChecks.ConsoleSeen, Severity.Pass, "'VMware SVGA 3D (15ad:0405)'");
        results.AssertIs(GuestChecks.DriverBound, Severity.Pass, "driver '31.0.15.3713' of 'NVIDIA', dated '2023-10-24'");
        results.AssertIs(GuestChecks.RemoteDesktopHardware, Severity.Pass, "'bEnumerateHWBeforeSW' is 1 on a server");
        results.AssertIs(GuestChecks.Direct3D, Severity.Pass, "'NVIDIA A40', feature level 11_1");
        Assert.Equal(12, results.Count);
    }

    [Theory]
    [InlineData("""{"bitLocker":1,"tpm":true,"vbs":0}""", Severity.Warn, "BitLocker protects", "Suspend-BitLocker")]
    [InlineData("""{"bitLocker":2,"vbs":0}""", Severity.Unknown, "can't tell", "manage-bde")]
    [InlineData("""{"vbs":0}""", Severity.Note, "tells nothing of BitLocker", "")]
    [InlineData("""{"bitLocker":0,"tpm":false}""", Severity.Pass, "no TPM", "")]
    public async Task BitLocker_is_told_before_it_asks_for_its_key(string json, Severity severity, string observed, string remedy)
    {
        var results = await Inspection.OfAsync(WindowsGuest.Working().Says(WindowsGuest.Security, WindowsGuest.Answer(json)), Inspection.OneA40);

        results.AssertIs(GuestChecks.BitLocker, severity, observed, remedy);
    }

    [Fact]
    public async Task What_security_Windows_has_is_unknown_where_it_does_not_answer()
    {
        var results = await Inspection.OfAsync(WindowsGuest.Working().Lacks(WindowsGuest.Security), Inspection.OneA40);

        results.AssertIs(GuestChecks.BitLocker, Severity.Unknown, "could not be read", "manage-bde");
    }

    [Theory]
    [InlineData("0", Severity.Pass)]
    [InlineData("39", Severity.Warn)]
    public async Task Memory_integrity_is_a_suspect_only_where_a_driver_fails(string code, Severity severity)
    {
        var guest = WindowsGuest.Working()
            .Says(WindowsGuest.Devices, WindowsGuest.List(WindowsGuest.Svga, WindowsGuest.Card(code: code)))
            .Says(WindowsGuest.Security, WindowsGuest.Answer("""{"vbs":2,"codeIntegrity":true,"updateDrivers":null}"""));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.Vbs, severity, "with memory integrity");
        results.AssertIs(GuestChecks.DriverKept, Severity.Note, "may replace", "windows-update: no-drivers");
    }

    [Theory]
    [InlineData("4318\t8757\t-2005270523\t0\tNVIDIA A40", Severity.Warn, "0x887A0005")]
    [InlineData("5549\t1029\t0\t45056\tVMware SVGA 3D", Severity.Warn, "lists only 'VMware SVGA 3D'")]
    [InlineData("nonsense", Severity.Unknown, "could not be seen")]
    public async Task Direct3D_is_tried_on_the_GPU(string line, Severity severity, string observed)
    {
        var results = await Inspection.OfAsync(WindowsGuest.Working().Says(WindowsGuest.Direct3D, WindowsGuest.Adapters(line)), Inspection.OneA40);

        results.AssertIs(GuestChecks.Direct3D, severity, observed);
    }

    [Theory]
    [InlineData(43, "reported problems", "465")]
    [InlineData(12, "enough free resources", "64bitMMIOSizeGB")]
    [InlineData(10, "cannot start", "Restart the guest")]
    [InlineData(28, "not installed", "Install the vendor's driver")]
    [InlineData(31, "cannot load the drivers", "does not fit")]
    [InlineData(52, "not signed", "signed")]
    [InlineData(97, "Windows reports a problem", "Look up code 97")]
    public async Task A_problem_code_is_told_with_its_meaning_and_remedy(int code, string meaning, string remedy)
    {
        var guest = WindowsGuest.Working().Says(WindowsGuest.Devices, WindowsGuest.List(WindowsGuest.Svga, WindowsGuest.Card(code: $"{code}")));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.ProblemCode, Severity.Block, $"'NVIDIA A40' has problem code {code}: ", remedy);
        Assert.Contains(meaning, results.Of(GuestChecks.ProblemCode).Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_code_that_Windows_does_not_tell_is_unknown()
    {
        var guest = WindowsGuest.Working().Says(WindowsGuest.Devices, WindowsGuest.List(WindowsGuest.Svga, WindowsGuest.Card(code: "null")));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.ProblemCode, Severity.Unknown, "tells no problem code", "Device Manager");
    }

    [Fact]
    public async Task The_basic_display_driver_is_not_the_vendors()
    {
        var guest = WindowsGuest.Working()
            .Says(WindowsGuest.Devices, WindowsGuest.List(WindowsGuest.Svga, WindowsGuest.Card(service: "BasicDisplay", provider: "Microsoft", name: "Microsoft Basic Display Adapter")))
            .Lacks(WindowsGuest.SmiList);

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.ProblemCode, Severity.Pass, "works");
        results.AssertIs(GuestChecks.DriverBound, Severity.Block, "'Microsoft Basic Display Adapter' has driver", "Install NVIDIA's driver");
        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Unknown, "'nvidia-smi.exe' is not there", "Install");
    }

    [Fact]
    public async Task A_card_without_class_and_driver_is_found_by_its_PCI_class()
    {
        var bare = WindowsGuest.Card(code: "28", service: "", provider: "", name: "3D-Videocontroller", setupClass: "");
        var guest = WindowsGuest.Working().Says(WindowsGuest.Devices, WindowsGuest.List(WindowsGuest.Svga, bare));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Pass, "3D-Videocontroller");
        results.AssertIs(GuestChecks.DriverBound, Severity.Block, "No driver is told for '3D-Videocontroller'", "Install NVIDIA's driver");
    }

    [Theory]
    [InlineData(3, "null", Severity.Warn, "not set on a server")]
    [InlineData(1, "null", Severity.Pass, "not set on a workstation")]
    [InlineData(1, "0", Severity.Warn, "is 0 on a workstation")]
    [InlineData(3, "1", Severity.Pass, "is 1 on a server")]
    public async Task The_policy_of_Remote_Desktop_is_judged_by_the_kind_of_Windows(int productType, string value, Severity severity, string observed)
    {
        var guest = WindowsGuest.Working().Says(WindowsGuest.RemoteDesktop, WindowsGuest.Settings(productType, value));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.RemoteDesktopHardware, severity, observed, severity == Severity.Warn ? "bEnumerateHWBeforeSW /t REG_DWORD /d 1" : "");
    }

    [Fact]
    public async Task Policies_do_not_matter_where_Remote_Desktop_is_off()
    {
        var guest = WindowsGuest.Working().Says(WindowsGuest.RemoteDesktop, WindowsGuest.Settings(3, "null", denied: "1"));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.RemoteDesktopHardware, Severity.Note, "Remote Desktop is off", "Nothing to do");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Die Benennung wurde nicht erkannt.")]
    [InlineData("<<<BARELANE %%% BARELANE>>>")]
    [InlineData("<<<BARELANE eyJkZXZpY2VzIjpb BARELANE>>>")]
    [InlineData("<<<BARELANE eyJkZXZpY2VzIjpudWxsfQ== BARELANE>>>")]
    [InlineData("<<<BARELANE eyJkZXZpY2VzIjpbbnVsbF19 BARELANE>>>")]
    [InlineData("<<<BARELANE bnVsbA== BARELANE>>>")]
    [InlineData(" BARELANE>>> <<<BARELANE ")]
    public async Task An_answer_in_another_form_is_unknown(string output)
    {
        var guest = WindowsGuest.Working().Says(WindowsGuest.Devices, output).Says(WindowsGuest.RemoteDesktop, output);

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        Assert.Equal(Severity.Unknown, results.Of(GuestChecks.DeviceSeen).Severity);
        Assert.Equal(Severity.Unknown, results.Of(GuestChecks.RemoteDesktopHardware).Severity);
        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Pass, "537.13");
    }

    [Fact]
    public async Task Stray_lines_and_a_wrapped_answer_do_no_harm()
    {
        var answer = WindowsGuest.List(WindowsGuest.Svga, WindowsGuest.Card());
        var wrapped = string.Join("\r\n", answer.Trim().Chunk(80).Select(c => new string(c)));
        var guest = WindowsGuest.Working().Says(WindowsGuest.Devices, $"WARNING: The profile was not loaded.\r\n{wrapped}\r\n");

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Pass, "NVIDIA A40");
    }

    [Fact]
    public async Task An_older_driver_keeps_its_tool_elsewhere()
    {
        const string Old = @"C:\Program Files\NVIDIA Corporation\NVSMI\nvidia-smi.exe";
        var guest = WindowsGuest.Working().Lacks(WindowsGuest.SmiList).Lacks(WindowsGuest.SmiDetails)
            .Says(WindowsGuest.SmiList.Replace("nvidia-smi.exe", Old, StringComparison.Ordinal), "0, GRID A40-8Q, GPU-8c9b1c62-5a2f-4d0e-9d0c-6f4e3b2a1f00, 00000000:02:00.0, 431.79, 8192\r\n")
            .Says($"{Old} -q", "    License Status : Unlicensed (Restricted)\r\n");

        var results = await Inspection.OfAsync(guest, Inspection.OneSlice);

        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Pass, "431.79");
        results.AssertIs(GuestChecks.LicenceHeld, Severity.Block, "Unlicensed (Restricted)", "ClientConfigToken");
    }
}
