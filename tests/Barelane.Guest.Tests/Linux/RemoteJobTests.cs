using Barelane.Core.Adapters;
using Barelane.Core.Rules;

namespace Barelane.Guest.Tests.Linux;

/// <summary>Whether a lease of remote GPUs works is what a kernel says that ran on each of its devices.</summary>
public sealed class RemoteJobTests : IAsyncDisposable
{
    private static readonly GuestExpectation Two = new() { IsRemote = true, GpuCount = 2 };
    private static readonly string Job = ScriptedGuest.Line("python3", "-c", EmbeddedText.Read("opencl-job.py"));
    private readonly ScriptedGuest _guest = new(GuestFamily.Linux);

    public ValueTask DisposeAsync() => _guest.DisposeAsync();

    [Fact]
    public async Task A_kernel_on_each_device_is_a_pass_and_nothing_else_is_asked()
    {
        _guest.Says(Job, "opencl job right on 2 devices\n");

        (await Inspection.OfAsync(_guest, Two)).AssertIs(GuestChecks.Remote, Severity.Pass, "A kernel was right on 2 of 2 devices of the lease.");

        Assert.Equal([Job], _guest.Asked);
    }

    [Fact]
    public async Task Fewer_devices_are_wrong_and_the_drivers_own_words_are_told()
    {
        _guest.Says(Job, "opencl job right on 0 devices\n", error: "barelane: no GPUs from tls:gpu01:7788: The server knows no such lease\n");

        (await Inspection.OfAsync(_guest, Two)).AssertIs(GuestChecks.Remote, Severity.Block, "0 of 2 devices of the lease. The driver says: 'barelane: no GPUs from tls:gpu01:7788: The server knows no such lease'.", "barelane remote list");
    }

    [Theory]
    [InlineData("OSError: libOpenCL.so.1: cannot open shared object file", "ocl-icd-libopencl1")]
    [InlineData("RuntimeError: clBuildProgram answered -11", "clinfo -l")]
    [InlineData("RuntimeError: a device gave back other values", "clinfo -l")]
    public async Task A_job_that_fails_is_wrong(string error, string remedy)
    {
        _guest.Says(Job, "", exitCode: 1, error: $"Traceback (most recent call last):\n{error}\n");

        (await Inspection.OfAsync(_guest, Two)).AssertIs(GuestChecks.Remote, Severity.Block, error, remedy);
    }

    [Fact]
    public async Task Without_python_it_is_not_known() =>
        (await Inspection.OfAsync(_guest, Two)).AssertIs(GuestChecks.Remote, Severity.Unknown, "nothing to try the lease with", "Install 'python3'");

    [Theory]
    [InlineData("opencl job right on many devices\n")]
    [InlineData("opencl job right on 2 devices\nand more\n")]
    [InlineData("")]
    public async Task An_answer_in_no_known_form_is_never_a_pass(string said)
    {
        _guest.Says(Job, said);

        (await Inspection.OfAsync(_guest, Two)).AssertIs(GuestChecks.Remote, Severity.Unknown, "could not be seen", "clinfo -l");
    }

    [Fact]
    public async Task A_job_that_does_not_end_is_not_known()
    {
        _guest.TimesOut(Job);

        (await Inspection.OfAsync(_guest, Two)).AssertIs(GuestChecks.Remote, Severity.Unknown, "could not be seen", "clinfo -l");
    }
}
