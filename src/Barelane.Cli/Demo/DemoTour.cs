using Barelane.Rendering.Runs;
using Barelane.Rendering.Text;
using Barelane.Twin;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Demo;

/// <summary>
/// Starts the simulated vSphere in this process and runs the same command line against it that a user types, in a folder of its own. Each
/// command has the exit code it should have, and at the end the site is as it was, or the demo fails.
/// </summary>
internal sealed class DemoTour(CliContext context)
{
    private const string PasswordFile = "password";
    private const string GuestPasswordFile = "guest-password";

    private static readonly DemoStop[] Stops =
    [
        new("What is there?", "inspect dc1", ExitCodes.Done),
        new("What stands in the way?", "preflight", ExitCodes.Done),
        new("What would be changed, and what does it cost?", "plan", ExitCodes.Done),
        new("Make it so.", "apply", ExitCodes.Done),
        new("Prove it.", "verify", ExitCodes.Done),
        new("Once more: there must be nothing to do.", "apply", ExitCodes.Done),
        new("And all the way back.", "undo", ExitCodes.Done),
    ];

    /// <summary>Runs the tour. The exit code: done only if every stop ended as it should.</summary>
    public async Task<int> RunAsync(double speed, CancellationToken cancellationToken)
    {
        var begun = context.Time.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("barelane-demo-");
        var (oldFolder, oldHome) = (Environment.CurrentDirectory, Environment.GetEnvironmentVariable("BARELANE_HOME"));
        var twin = await TwinServer.StartAsync(Scenarios.Demo(), new TwinOptions { TimeScale = speed }, cancellationToken).ConfigureAwait(false);
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            Environment.SetEnvironmentVariable("BARELANE_HOME", folder.FullName);
            await WriteDocumentAsync(twin, cancellationToken).ConfigureAwait(false);
            var before = twin.Site.Snapshot();
            foreach (var stop in Stops)
            {
                if (await StopAsync(stop).ConfigureAwait(false) is { } failure)
                {
                    return failure;
                }
            }

            var isAsBefore = string.Equals(before, twin.Site.Snapshot(), StringComparison.Ordinal);
            Say("");
            Say(isAsBefore
                ? $"The simulated site is exactly as it was. All of this took {Spans.Of(context.Time.GetElapsedTime(begun))}."
                : "The simulated site is not as it was: this is a defect of Barelane, please report it.");
            return isAsBefore ? ExitCodes.Done : ExitCodes.Error;
        }
        finally
        {
            Environment.CurrentDirectory = oldFolder;
            Environment.SetEnvironmentVariable("BARELANE_HOME", oldHome);
            await twin.DisposeAsync().ConfigureAwait(false);
            folder.Delete(recursive: true);
        }
    }

    private async Task<int?> StopAsync(DemoStop stop)
    {
        Say("");
        Show(new Span(stop.Question, Ink.Strong));
        Show(new Span($"$ barelane {stop.Line}", Ink.Code));
        Say("");
        var code = await Task.Run(() => CommandLine.Run(stop.Line.Split(' '), context)).ConfigureAwait(false);
        if (code == stop.ExitCode)
        {
            return null;
        }

        if (context.Interrupts.Stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }

        Say($"'barelane {stop.Line}' ended with exit code {code}, required is {stop.ExitCode}: this is a defect of Barelane, please report it.");
        return ExitCodes.Error;
    }

    private async Task WriteDocumentAsync(TwinServer twin, CancellationToken cancellationToken)
    {
        var user = new TwinOptions().Users[0];
        var guest = new RecordedGuest();
        await File.WriteAllTextAsync(PasswordFile, user.Password, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(GuestPasswordFile, guest.Password, cancellationToken).ConfigureAwait(false);
        var document = $$"""
            version: 1
            name: demo
            sites:
              dc1:
                vsphere: {{twin.Url}}
                user: {{user.Name}}
                password: file:{{PasswordFile}}
                certificate: sha256:{{twin.Thumbprint}}
            assignments:
              - vm: dc1/render-01
                gpu: { model: A40 }
                way: direct
                variant: fixed
                guest: { user: {{guest.User}}, password: file:{{GuestPasswordFile}} }
            consent: [host-reboot, host-maintenance, vm-move, vm-power-off, vm-hard-off,
                      lose-live-migration, lose-load-balancing, lose-host-failover]
            bystanders: [dc1/render-02, dc1/web-03]

            """;
        await File.WriteAllTextAsync(Parsing.CommonOptions.DefaultFile, document, cancellationToken).ConfigureAwait(false);
        Show(new Span("A simulated vSphere runs in this process. This is the document:", Ink.Strong));
        Say("");
        Say(document.TrimEnd());
    }

    private void Show(Span span)
    {
        var page = new TextPage(context.Console.OutLook);
        page.Flow(0, 2, span);
        Say(page.ToString().TrimEnd());
    }

    private void Say(string line)
    {
        context.Console.Out.WriteLine(line);
        context.Console.Out.Flush();
    }
}
