using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.HyperV.Tests.Fake;

/// <summary>Runs scripts on fake hosts.</summary>
internal static class Scripts
{
    /// <summary>Runs one that has to come to its end; what it put out.</summary>
    public static IReadOnlyList<object?> Run(this FakeHost host, string script, string arguments = "{}", bool strict = true)
    {
        var run = ScriptRun.Of(host, script, Json.Read(arguments), strict);
        Assert.True(run.Error is null, $"{run.Error?.FullyQualifiedErrorId}: {run.Error?.Message}");
        return run.Output;
    }

    /// <summary>Runs one that has to fail; its error.</summary>
    public static PsErrorRecord Fails(this FakeHost host, string script, string arguments = "{}", bool strict = true) =>
        ScriptRun.Of(host, script, Json.Read(arguments), strict).Error ?? throw new InvalidOperationException("The script came to its end.");

    /// <summary>The JSON of what a script puts out, without a host's help.</summary>
    public static string Eval(string script, string arguments = "{}", bool strict = true) => Json.Write(FakeHosts.Make().Run(script, arguments, strict).ToArray(), 8);
}
