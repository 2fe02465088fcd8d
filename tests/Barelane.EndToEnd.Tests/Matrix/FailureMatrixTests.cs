using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Barelane.EndToEnd.Tests.Matrix;

public sealed class FailureMatrixTests
{
    private const int AtOnce = 3;

    /// <summary>A regular expression for the cells to run; '.' for all of them, which takes a quarter of an hour on two cores.</summary>
    private const string Chosen = "BARELANE_CELLS";

    /// <summary>What every run of the tests runs: kills around every step of every shape. The matrix over the hypervisor in memory has all troubles.</summary>
    private const string Usual = "· Kill(BeforeActing|AfterActing) · (undo|resume)$";

    [Fact]
    public async Task Whatever_befalls_a_step_the_site_ends_exactly_at_the_start_or_exactly_at_the_goal()
    {
        var only = new Regex(Environment.GetEnvironmentVariable(Chosen) ?? Usual);
        var cells = Cells.All.Where(c => only.IsMatch(c.ToString())).ToList();
        var states = new ConcurrentDictionary<Shape, Lazy<Task<ShapeStates>>>();
        var red = new ConcurrentBag<string>();
        var begun = DateTime.UtcNow;

        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (cell, _) =>
        {
            try
            {
                var its = await states.GetOrAdd(cell.Shape, s => new Lazy<Task<ShapeStates>>(() => ShapeStates.OfAsync(s))).Value;
                if (await new CellRun(cell, its).RedAsync() is { } found)
                {
                    red.Add(found);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or TimeoutException or Xunit.Sdk.IAssertionException)
            {
                red.Add($"{cell}\n{e.Message}\n");
            }
        });

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"matrix: {cells.Count} cells, {cells.Count - red.Count} green in {(DateTime.UtcNow - begun).TotalSeconds:0} s"));
        Assert.True(red.IsEmpty, $"{red.Count} of {cells.Count} cells are red.\n\n{string.Join('\n', red.Order(StringComparer.Ordinal))}");
        Assert.NotEmpty(cells);
    }
}
