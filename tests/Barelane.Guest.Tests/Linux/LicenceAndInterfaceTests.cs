using Barelane.Core.Rules;

namespace Barelane.Guest.Tests.Linux;

public sealed class LicenceAndInterfaceTests
{
    [Fact]
    public async Task An_unlicensed_slice_blocks_and_one_in_its_grace_warns()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.SmiDetails, LinuxGuest.Licensed);
        var results = await Inspection.OfAsync(guest, Inspection.OneSlice);
        results.AssertIs(GuestChecks.LicenceHeld, Severity.Pass, "Licensed (Expiry: 2026-11-23 10:41:16 GMT)");

        guest.Says(LinuxGuest.SmiDetails, LinuxGuest.Licensed.Replace("Licensed (Expiry: 2026-11-23 10:41:16 GMT)", "Unlicensed (Restricted)", StringComparison.Ordinal));
        results = await Inspection.OfAsync(guest, Inspection.OneSlice);
        results.AssertIs(GuestChecks.LicenceHeld, Severity.Block, "'Unlicensed (Restricted)'", "ClientConfigToken");

        guest.Says(LinuxGuest.SmiDetails, LinuxGuest.Licensed.Replace("Licensed (Expiry: 2026-11-23 10:41:16 GMT)", "Unlicensed (Unrestricted)", StringComparison.Ordinal));
        results = await Inspection.OfAsync(guest, Inspection.OneSlice);
        results.AssertIs(GuestChecks.LicenceHeld, Severity.Warn, "'Unlicensed (Unrestricted)'", "in a few minutes");
    }

    [Fact]
    public async Task A_slice_whose_driver_knows_no_licence_is_unknown()
    {
        var results = await Inspection.OfAsync(LinuxGuest.Working(), Inspection.OneSlice);

        results.AssertIs(GuestChecks.LicenceHeld, Severity.Unknown, "the licence of 0 of 1 vGPUs", "vGPU release");
    }

    [Fact]
    public async Task An_interface_without_its_tool_is_unknown_and_one_that_is_not_there_is_a_note()
    {
        var guest = LinuxGuest.Working()
            .Says(LinuxGuest.Ldconfig, "3 libs found in cache `/etc/ld.so.cache'\n\tlibcuda.so.1 (libc6,x86-64) => /lib/libcuda.so.1\n\tlibOpenCL.so.1 (libc6,x86-64) => /lib/libOpenCL.so.1\n")
            .Lacks(LinuxGuest.CudaJob).Lacks("clinfo -l");

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.Cuda, Severity.Unknown, "'python3' is not there", "python3");
        results.AssertIs(GuestChecks.OpenCl, Severity.Unknown, "'clinfo' is not there", "Install 'clinfo'");
        results.AssertIs(GuestChecks.Vulkan, Severity.Note, "no Vulkan", "Nothing to do");
        results.AssertIs(GuestChecks.OpenGl, Severity.Note, "no OpenGL", "Nothing to do");
    }

    [Fact]
    public async Task An_interface_that_reaches_only_the_processor_warns()
    {
        var guest = LinuxGuest.Working()
            .Says("clinfo -l", "Platform #0: Portable Computing Language\n `-- Device #0: pthread-Intel(R) Xeon(R) Gold 6330 CPU\n")
            .Says("vulkaninfo --summary", "GPU0:\n\tvendorID = 0x10005\n\tdeviceType = PHYSICAL_DEVICE_TYPE_CPU\n\tdeviceName = llvmpipe (LLVM 15.0.6, 256 bits)\n")
            .Says(LinuxGuest.Glxinfo, "", 255, "Error: unable to open display \n")
            .Says("eglinfo -B", "OpenGL core profile renderer: llvmpipe (LLVM 15.0.6, 256 bits)\n", 1)
            .Says(LinuxGuest.CudaJob, "", 1, "Traceback (most recent call last):\n  File \"<string>\", line 7, in call\nRuntimeError: cuInit answered 999\n");

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.OpenCl, Severity.Warn, "Portable Computing Language", "/etc/OpenCL/vendors");
        results.AssertIs(GuestChecks.Vulkan, Severity.Warn, "llvmpipe", "icd.d");
        results.AssertIs(GuestChecks.OpenGl, Severity.Warn, "llvmpipe", "display server");
        results.AssertIs(GuestChecks.Cuda, Severity.Block, "cuInit answered 999", "nvidia_uvm");
    }
}
