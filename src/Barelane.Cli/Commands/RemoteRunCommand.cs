using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using Barelane.Cli.Parsing;

namespace Barelane.Cli.Commands;

/// <summary><c>remote run</c>: a program with a server's devices as its OpenCL.</summary>
internal static class RemoteRunCommand
{
    private const string DriverName = "Barelane.Remote.Driver.so";

    public static Command Create(CliContext context)
    {
        var server = new Option<string>("--server") { Description = "Where the server listens: unix:PATH, tls:HOST:PORT or tcp:HOST:PORT", HelpName = "ADDRESS", Required = true };
        var driver = new Option<string?>("--driver") { Description = $"The driver's library; without it, {DriverName} beside barelane", HelpName = "FILE" };
        var memory = new Option<string?>("--memory", "-m") { Description = "Device memory to have, such as 4GiB; without it, what the server gives", HelpName = "SIZE" };
        var program = new Argument<string[]>("program") { Description = "The program and its arguments, after --", Arity = ArgumentArity.OneOrMore };
        var verb = new Verb("run", "Run a program that sees a server's devices as its only OpenCL")
        {
            Examples = [("barelane remote run --server tls:gpu01:7788 -- clinfo -l", "what the server has"), ("barelane remote run --server tls:gpu01:7788 -m 4GiB -- python3 train.py", "with 4 GiB of device memory")],
        };
        verb.Options.Add(server);
        verb.Options.Add(driver);
        verb.Options.Add(memory);
        verb.Arguments.Add(program);
        verb.SetAction(async (parse, _) =>
        {
            var library = Path.GetFullPath(parse.GetValue(driver) ?? Path.Combine(AppContext.BaseDirectory, DriverName));
            if (!File.Exists(library))
            {
                throw new UsageException($"The driver '{library}' is not there; name it with --driver.");
            }

            var folder = Directory.CreateTempSubdirectory("barelane-icd-");
            try
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "barelane.icd"), library + '\n', CancellationToken.None).ConfigureAwait(false);
                var words = parse.GetValue(program)!;
                var start = new ProcessStartInfo(words[0], words.Skip(1));
                start.Environment["OCL_ICD_VENDORS"] = folder.FullName;
                start.Environment["BARELANE_REMOTE"] = parse.GetValue(server);
                if (parse.GetValue(memory) is { } size)
                {
                    start.Environment["BARELANE_REMOTE_MEMORY"] = MemorySize.Parse(size).ToString(System.Globalization.CultureInfo.InvariantCulture);
                }

                using var child = Process.Start(start) ?? throw new UsageException($"'{words[0]}' could not be started.");
                // A stop is the child's to answer: it gets the terminal's signals itself.
                await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
                return child.ExitCode;
            }
            catch (Win32Exception e)
            {
                throw new UsageException($"'{parse.GetValue(program)![0]}' could not be started: {e.Message}");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return verb;
    }
}
