using System.CommandLine;
using System.Text.Json;
using Barelane.Remote.Server.Measuring;

namespace Barelane.Cli.Commands;

/// <summary><c>remote probe</c>: the program that <c>remote measure</c> runs on a server's devices.</summary>
internal static class RemoteProbeCommand
{
    public static Command Create(CliContext context)
    {
        var bytes = new Argument<int>("bytes") { Description = "The size of the buffer" };
        var verb = new Command("probe", "Measures the first OpenCL device; 'remote measure' starts it") { Hidden = true };
        verb.Arguments.Add(bytes);
        verb.SetAction(parse => context.Console.Out.Write(JsonSerializer.Serialize(RateMeasurement.Run("libOpenCL.so.1", parse.GetValue(bytes)), MeasuredJson.Default.MeasuredRates)));
        return verb;
    }
}
