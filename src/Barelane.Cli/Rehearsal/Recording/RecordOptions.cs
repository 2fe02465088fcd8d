using System.CommandLine;
using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>The part of <c>inspect</c> that writes what was read into a file, for rehearsals elsewhere.</summary>
internal sealed class RecordOptions
{
    private readonly Option<string?> _record = new("--record")
    {
        Description = "Write the site, as far as Barelane reads it, to a file for 'rehearse --from'",
        HelpName = "FILE",
    };

    private readonly Option<bool> _scrub = new("--scrub")
    {
        Description = "With --record: replace names by made-up ones, so that the file can be given away",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_record);
        command.Options.Add(_scrub);
    }

    /// <summary>Refuses what does not go together, before anything is connected.</summary>
    /// <exception cref="UsageException">There is something of the kind.</exception>
    public void Check(ParseResult parse, int sites)
    {
        if (parse.GetValue(_record) is null && parse.GetValue(_scrub))
        {
            throw new UsageException("'--scrub' goes with '--record FILE'.");
        }

        if (parse.GetValue(_record) is not null && sites != 1)
        {
            throw new UsageException($"A record holds one site, and this names {sites}. Name the one: 'barelane inspect SITE --record FILE'.");
        }
    }

    /// <summary>Writes the record where one is asked for, and says so.</summary>
    public async Task WriteAsync(ParseResult parse, FleetInventory fleet, CliContext context, CancellationToken cancellationToken)
    {
        if (parse.GetValue(_record) is not { } path)
        {
            return;
        }

        var site = fleet.Sites[0];
        if (site.Site.Hypervisor != Hypervisor.VSphere)
        {
            throw new UsageException("Only vSphere sites can be recorded.");
        }

        var record = SiteRecorder.Record(site);
        record = parse.GetValue(_scrub) ? NameScrubber.Scrub(record) : record;
        await File.WriteAllTextAsync(path, RecordedSiteJson.Write(record) + "\n", cancellationToken).ConfigureAwait(false);
        await context.Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Recorded in '{path}': {Amount.Of(record.Datacenters.Sum(d => d.Clusters.Sum(c => c.Hosts.Count)), "host")}, {Amount.Of(record.Datacenters.Sum(d => d.Vms.Count), "VM")}; {Amount.Of(record.Assumptions.Count, "thing")} had to be assumed, which 'rehearse' lists.")).ConfigureAwait(false);
        if (parse.GetValue(_scrub))
        {
            await context.Console.Error.WriteLineAsync("Names were replaced: a document that is rehearsed on it has to use the made-up ones.").ConfigureAwait(false);
        }
    }
}
