using System.Runtime.InteropServices;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Hosting;

/// <summary>The twin as a process of its own: it says where it listens, and runs until it is told to stop.</summary>
internal static class TwinProgram
{
    private const int Failed = 1;
    private const int BadUsage = 64;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is ["--help" or "-h"])
        {
            await output.WriteLineAsync(TwinArguments.Usage).ConfigureAwait(false);
            return 0;
        }

        try
        {
            return await ServeAsync(TwinArguments.Parse(args), output).ConfigureAwait(false);
        }
        catch (FormatException error)
        {
            await errors.WriteLineAsync($"{error.Message}\n\n{TwinArguments.Usage}").ConfigureAwait(false);
            return BadUsage;
        }
        catch (IOException error)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private static async Task<int> ServeAsync(TwinArguments arguments, TextWriter output)
    {
        var site = arguments.File is { } file
            ? RecordedSiteJson.Read(await File.ReadAllTextAsync(file).ConfigureAwait(false))
            : Scenarios.Find(arguments.Scenario)
                ?? throw new FormatException($"There is no scenario '{arguments.Scenario}'; there are {string.Join(", ", Scenarios.Names)}.");
        var password = arguments.PasswordVariable is { } variable
            ? Environment.GetEnvironmentVariable(variable) ?? throw new FormatException($"The environment variable '{variable}' is not set.")
            : "secret";
        var twin = await TwinServer.StartAsync(site, new TwinOptions
        {
            Port = arguments.Port,
            Https = arguments.Https,
            TimeScale = arguments.TimeScale,
            Control = arguments.Control,
            Switches = arguments.Switches,
            Users = [new TwinUser(arguments.User, password)],
        }).ConfigureAwait(false);
        await using (twin.ConfigureAwait(false))
        {
            await output.WriteLineAsync($"listening {twin.Url} thumbprint={twin.Thumbprint}").ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
            await StopRequestedAsync().ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task StopRequestedAsync()
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stop.Task.ConfigureAwait(false);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
