using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Clients;

/// <summary>
/// Piglit's OpenCL tests, which demand each function's own errors and results. Here the API's own and some of the programs; all 710 are compared in
/// the same way by <c>BARELANE_PIGLIT=.</c>, in some minutes.
/// </summary>
public sealed class PiglitTests
{
    private static readonly string[] Patterns = Environment.GetEnvironmentVariable("BARELANE_PIGLIT") is { Length: > 0 } all
        ? [all]
        : ["^api@", "^custom@", "^program@execute@(local-memory|image-|sampler|scalar-arithmetic-(uint|double)|global-offset|get-|kernel_exec|store-hi16|vector-load)"];

    [Fact]
    public async Task What_passes_on_PoCL_passes_remotely()
    {
        await using var pool = new Pool();

        var local = await PiglitRun.OfAsync(null, Patterns);
        var remote = await PiglitRun.OfAsync(pool.Address, Patterns);

        var passed = local.Where(t => t.Value == "pass").Select(t => t.Key).ToArray();
        TestContext.Current.SendDiagnosticMessage($"{passed.Length} of {local.Count} pass locally");
        var lost = passed.Where(t => remote.GetValueOrDefault(t) != "pass").Select(t => $"{t}: {remote.GetValueOrDefault(t) ?? "not there"}");
        Assert.Empty(lost);
        Assert.True(passed.Length > 80, $"Only {passed.Length} tests pass on PoCL itself; is it installed whole?");
    }
}
