using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Clients;

/// <summary>
/// Piglit's OpenCL tests, which demand each function's own errors and results. Here the API's own and some of the programs; all 710 are compared in
/// the same way by <c>BARELANE_PIGLIT=.</c>, in 25 minutes.
/// </summary>
public sealed class PiglitTests
{
    private static readonly string[] Patterns = Environment.GetEnvironmentVariable("BARELANE_PIGLIT") is { Length: > 0 } all
        ? [all]
        : ["^api@", "^custom@", "^program@execute@(local-memory|image-|sampler|scalar-arithmetic-uint|global-offset|get-(global|local)-id|kernel_exec|vector-load)"];

    [Fact]
    public async Task What_passes_on_PoCL_passes_remotely()
    {
        await using var pool = new Pool();

        // Both at once: each has one processor.
        var runs = await Task.WhenAll(PiglitRun.OfAsync(null, Patterns), PiglitRun.OfAsync(pool.Address, Patterns));
        var (local, remote) = (runs[0], runs[1]);

        var passed = local.Where(t => t.Value == "pass").Select(t => t.Key).ToArray();
        TestContext.Current.SendDiagnosticMessage($"{passed.Length} of {local.Count} pass locally");
        var lost = passed.Where(t => remote.GetValueOrDefault(t) != "pass").Select(t => $"{t}: {remote.GetValueOrDefault(t) ?? "not there"}");
        Assert.Empty(lost);
        Assert.True(passed.Length > 80, $"Only {passed.Length} tests pass on PoCL itself; is it installed whole?");
    }
}
