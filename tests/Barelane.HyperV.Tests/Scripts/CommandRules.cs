namespace Barelane.HyperV.Tests.Scripts;

/// <summary>What commands may be called, and how: cmdlets with named parameters that their documentation has.</summary>
internal static class CommandRules
{
    private static readonly string[] WithBlocks = ["Where-Object", "ForEach-Object"];

    // Parameters that read their value as a pattern: what is found by them is not one thing.
    private static readonly string[] Patterns = ["Name", "VMName"];

    // Names that the program makes itself, or that no cmdlet can take otherwise, are no patterns of a user's.
    private static readonly string[] Queries = ["Filter", "Query"];

    public static IEnumerable<string> Problems(SyntaxNode tree)
    {
        var splats = tree.All().Where(n => n.Type == "assignment_expression")
            .Select(a => (Name: a.Children[0].Text.TrimStart('$'), Hash: a.All().FirstOrDefault(n => n.Type == "hash_literal_expression")))
            .Where(s => s.Hash is not null)
            .ToLookup(s => s.Name, s => s.Hash!, StringComparer.OrdinalIgnoreCase);
        foreach (var command in tree.All().Where(n => n.Type == "command"))
        {
            var name = command.Child("command_name")?.Text ?? command.Text.Split(' ')[0];
            if (!DocumentedCmdlet.All.TryGetValue(name, out var cmdlet))
            {
                yield return $"line {command.Line}: '{name}' is no cmdlet of cmdlets.json.";
                continue;
            }

            foreach (var problem in Check(command, cmdlet, splats))
            {
                yield return $"line {command.Line}: {problem}.";
            }
        }
    }

    private static IEnumerable<string> Check(SyntaxNode command, DocumentedCmdlet cmdlet, ILookup<string, SyntaxNode> splats)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        string? waiting = null;
        var last = "";
        foreach (var part in command.Child("command_elements")?.Children.Where(c => c.Type != "command_argument_sep" || c.Text == ":") ?? [])
        {
            if (part.Type == "command_parameter")
            {
                var name = part.Text.TrimStart('-').TrimEnd(':');
                if (!cmdlet.Has(name))
                {
                    yield return $"'{cmdlet.Cmdlet}' has no parameter '{part.Text}'";
                }

                (given[name], last) = ("", name);
                waiting = part.Text.EndsWith(':') || !cmdlet.IsSwitch(name) ? name : null;
            }
            else if (part.Text == ":" && last.Length > 0)
            {
                waiting = last;
            }
            else if (part.Text.StartsWith('@') && part.All().Any(n => n.Type == "variable") && waiting is null && !part.Text.StartsWith("@(", StringComparison.Ordinal))
            {
                foreach (var problem in Splat(cmdlet, splats[part.Text.TrimStart('@')].ToList(), part.Text, given))
                {
                    yield return problem;
                }
            }
            else if (waiting is not null)
            {
                given[waiting] += part.Text;
            }
            else if (!(WithBlocks.Contains(cmdlet.Cmdlet) && part.All().Any(n => n.Type == "script_block_expression")))
            {
                yield return $"'{part.Text}' is given to '{cmdlet.Cmdlet}' by position";
            }
        }

        foreach (var problem in Values(cmdlet, given))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Splat(DocumentedCmdlet cmdlet, List<SyntaxNode> hashes, string name, Dictionary<string, string> given)
    {
        if (hashes.Count == 0)
        {
            yield return $"'{name}' is no hash of this script";
        }

        foreach (var entry in hashes.SelectMany(h => h.All()).Where(n => n.Type == "hash_entry"))
        {
            var key = entry.Children[0].Text;
            given[key] = string.Concat(entry.Children.Skip(2).Select(c => c.Text)).TrimEnd(';');
            if (!cmdlet.Has(key))
            {
                yield return $"'{cmdlet.Cmdlet}' has no parameter '-{key}'";
            }
        }
    }

    private static IEnumerable<string> Values(DocumentedCmdlet cmdlet, Dictionary<string, string> given)
    {
        if (cmdlet.Changes && cmdlet.Has("Confirm") && given.GetValueOrDefault("Confirm")?.Trim() != "$false")
        {
            yield return $"'{cmdlet.Cmdlet}' could ask: it needs -Confirm:$false";
        }

        if (cmdlet.Changes && given.GetValueOrDefault("ErrorAction")?.Trim().Trim('\'') != "Stop")
        {
            yield return $"'{cmdlet.Cmdlet}' changes something and has no -ErrorAction Stop";
        }

        foreach (var query in Queries.Where(q => given.TryGetValue(q, out var value) && value.Contains('$', StringComparison.Ordinal)))
        {
            yield return $"'-{query}' of '{cmdlet.Cmdlet}' is put together from a variable";
        }

        // Hyper-V's cmdlets read names of VMs as patterns.
        foreach (var pattern in Patterns.Where(p => cmdlet.Cmdlet == "Get-VM" || p == "VMName").Where(p => given.TryGetValue(p, out var value) && value.Contains('$', StringComparison.Ordinal)))
        {
            yield return $"'-{pattern}' of '{cmdlet.Cmdlet}' is a pattern; VMs are found by -Id";
        }
    }
}
