using System.Diagnostics;
using System.Text.Json;
using Barelane.Ssh;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.Scripts;

/// <summary>PowerShell's grammar from npm (tree-sitter-powershell, run as WebAssembly), which parses files without any PowerShell.</summary>
internal static class PowerShellGrammar
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Barelane.HyperV.Tests", "Scripts", "Grammar");
    private static readonly SemaphoreSlim Gate = new(1);

    /// <summary>Parses files; by path. Installs what package-lock.json names where that was not done yet.</summary>
    public static async Task<IReadOnlyDictionary<string, SyntaxNode>> ParseAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
            {
                await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cancellationToken);
            }
        }
        finally
        {
            Gate.Release();
        }

        // The grammar's one huge function takes minutes in node's optimizing compiler, and a second without it.
        using var json = JsonDocument.Parse(await RunAsync("node", ["--liftoff-only", "tree.mjs", .. paths], cancellationToken), new JsonDocumentOptions { MaxDepth = 2000 });
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => SyntaxNode.Of(p.Value), StringComparer.Ordinal);
    }

    /// <summary>Parses texts, in their order; one start of node for all of them.</summary>
    public static async Task<IReadOnlyList<SyntaxNode>> ParseTextsAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        List<string> paths = [.. texts.Select((_, i) => folder.File($"{i}.ps1"))];
        foreach (var (path, text) in paths.Zip(texts))
        {
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }

        var trees = await ParseAsync(paths, cancellationToken);
        return [.. paths.Select(p => trees[p])];
    }

    /// <summary>What the grammar could not place, with its line.</summary>
    public static IEnumerable<string> Errors(SyntaxNode tree) =>
        tree.All().Where(n => n.Type is "ERROR" or "MISSING").Select(n => $"line {n.Line}: '{n.Text}' is {(n.Type == "ERROR" ? "no PowerShell" : "missing")}.");

    private static async Task<byte[]> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await Child.RunAsync(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder }, default, TimeSpan.FromMinutes(3), TimeProvider.System, cancellationToken);
        return answer.ExitCode == 0 ? answer.Output : throw new InvalidOperationException($"'{program} {arguments[0]}' failed with {answer.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no end"}: {answer.Error}");
    }
}
