using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Engine.Documents;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Remote;

/// <summary>Which servers of remote GPUs a verb asks: one by its address, or a pool by its name.</summary>
internal sealed class PoolOptions
{
    private readonly Option<string?> _server = new("--server") { Description = "Where the server listens: unix:PATH, tls:HOST:PORT or tcp:HOST:PORT", HelpName = "ADDRESS" };
    private readonly Option<string?> _pool = new("--pool") { Description = "The pool's name in the file of pools; may be left out where it has one only", HelpName = "NAME" };
    private readonly Option<string?> _pools = new("--pools") { Description = "The file of pools; left out: pools.yaml in the user's folder, or /etc/barelane/pools.yaml", HelpName = "FILE" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_pool);
        command.Options.Add(_pools);
    }

    /// <summary>The servers. What a single one needs comes from the variables that the driver knows, too.</summary>
    public async Task<IReadOnlyList<PoolAccount>> ReadAsync(ParseResult parse, SecretReader secrets, CancellationToken cancellationToken)
    {
        var address = parse.GetValue(_server);
        var name = parse.GetValue(_pool);
        if (address is not null && name is not null)
        {
            throw new UsageException("'--server' names one server and '--pool' several; give one of the two.");
        }

        if (address is not null)
        {
            return [new PoolAccount { Address = address, Token = UserToken.Find(), Certificate = DriverVariables.Of("BARELANE_REMOTE_CERTIFICATE"), OwnCertificate = DriverVariables.Of("BARELANE_REMOTE_CLIENT") }];
        }

        var pool = Choose(Read(parse.GetValue(_pools)), name);
        return await PoolAccounts.OfAsync(pool, secrets, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was typed to name the servers, for commands that are suggested.</summary>
    public string Typed(ParseResult parse) =>
        (parse.GetValue(_server) is { } server ? $" --server {server}" : "") + (parse.GetValue(_pool) is { } pool ? $" --pool {pool}" : "") + (parse.GetValue(_pools) is { } file ? $" --pools {file}" : "");

    private static (string File, IReadOnlyList<PoolSpec> Pools) Read(string? given)
    {
        string[] places = given is not null ? [given] : [Path.Combine(UserFolder.Configuration, "pools.yaml"), "/etc/barelane/pools.yaml"];
        if (Array.Find(places, File.Exists) is not { } file)
        {
            throw new UsageException(given is not null ? $"There is no file '{given}'." : $"Name a server with --server, or write pools into '{places[0]}': docs/reference/remote.md says how.");
        }

        var reading = PoolsReader.Read(File.ReadAllText(file));
        return reading.Problems.Count == 0 ? (file, reading.Pools) : throw new ProblemException(
            new Problem
            {
                Code = "pools-invalid",
                Message = reading.Problems.Count == 1 ? $"'{file}' has a mistake." : $"'{file}' has {reading.Problems.Count} mistakes.",
                Remedy = "Nothing was done. The place is line:column.",
                Evidence = [.. reading.Problems.Select(p => $"{file}:{p}")],
            },
            ExitCodes.Error);
    }

    private static PoolSpec Choose((string File, IReadOnlyList<PoolSpec> Pools) read, string? name)
    {
        var names = read.Pools.Select(p => p.Name).ToList();
        return name is null && read.Pools.Count == 1 ? read.Pools[0]
            : read.Pools.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal)) is { } pool ? pool
            : throw new UsageException(name is null
                ? $"'{read.File}' has {names.Count} pools; name one with --pool: {string.Join(", ", names)}."
                : $"'{read.File}' has no pool '{name}'; it has {(names.Count == 0 ? "none" : string.Join(", ", names))}.{Nearest.Hint(name, names)}");
    }
}
