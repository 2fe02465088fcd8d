namespace Barelane.Bench;

/// <summary>How long <c>barelane --version</c> takes, beside programs that everybody has a feeling for.</summary>
internal sealed class StartUp : IBenchmark
{
    private const int Runs = 21;
    private const double BudgetSeconds = 0.040;

    /// <inheritdoc/>
    public string Name => "start-up";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var commands = new (string Name, string Program, string[] Args, Samples Times)[]
        {
            ("barelane --version", Programs.Barelane, ["--version"], new Samples()),
            ("/bin/true", "/bin/true", [], new Samples()),
            ("dotnet --version", "dotnet", ["--version"], new Samples()),
            ("python3 -c 'import pyVmomi'", "/usr/bin/python3", ["-c", "import pyVmomi"], new Samples()),
        };
        foreach (var command in commands)
        {
            await Command.TimeAsync(command.Program, command.Args);
        }

        for (var run = 0; run < Runs; run++)
        {
            foreach (var command in commands)
            {
                command.Times.Add(await Command.TimeAsync(command.Program, command.Args));
            }
        }

        var own = commands[0].Times.Median;
        return
        [
            new Measurement(
                "start-up",
                Samples.Seconds(own),
                Samples.Seconds(BudgetSeconds),
                own < BudgetSeconds,
                $"medians of {Runs}, interleaved: barelane {Samples.Seconds(own)}, smallest {Samples.Seconds(commands[0].Times.Smallest)}; "
                + string.Join("; ", commands.Skip(1).Select(c => $"{c.Name} {Samples.Seconds(c.Times.Median)}, ratio {Samples.Text(own / c.Times.Median)}"))),
        ];
    }
}
