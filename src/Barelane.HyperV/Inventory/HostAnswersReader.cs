using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Inventory;

/// <summary>Reads a host: one script for each kind of thing, side by side as far as the transport allows.</summary>
internal sealed class HostAnswersReader(IPowerShellHost host)
{
    private readonly HostReader _reader = new(host);
    private HostCommands? _commands;

    /// <summary>How the host's objects look; asked at the first whole reading alone, since a host does not change in that.</summary>
    private IReadOnlyList<ShapeAnswer>? _shapes;

    /// <summary>Reads; a light reading leaves out what only rules look at.</summary>
    /// <exception cref="SiteException">The host can't be reached, or does not tell who it is.</exception>
    public async Task<HostAnswers> ReadAsync(bool light, CancellationToken cancellationToken)
    {
        var json = AnswersJson.Default;
        var machine = _reader.OneAsync(ReadScripts.Machine, [], json.MachineAnswer, cancellationToken);
        _commands ??= new HostCommands(await _reader.ManyAsync(ReadScripts.Commands, new JsonObject { ["Commands"] = ScriptArguments.Texts(HostCommands.Asked) }, json.CommandAnswer, cancellationToken).ConfigureAwait(false));
        var commands = _commands;
        var devices = _reader.TryManyAsync(ReadScripts.Devices, new JsonObject { ["Keys"] = ScriptArguments.Texts(DeviceProperties.Asked) }, json.DeviceAnswer, cancellationToken);
        var vms = IfHas("Get-VM", () => _reader.TryManyAsync(ReadScripts.Vms, [], json.VmAnswer, cancellationToken));
        var vmDevices = IfHas("Get-VM", () => _reader.TryManyAsync(ReadScripts.VmDevices, VmDevicesWanted(commands), json.VmDevicesAnswer, cancellationToken));
        var vmParts = IfHas("Get-VM", () => _reader.TryManyAsync(ReadScripts.VmParts, [], json.VmPartsAnswer, cancellationToken));
        var bases = IfHas("Get-VM", () => _reader.TryManyAsync(ReadScripts.MmioBases, [], json.MmioBaseAnswer, cancellationToken));
        var vmHost = IfHas("Get-VMHost", () => _reader.TryOneAsync(ReadScripts.VmHost, [], json.VmHostAnswer, cancellationToken));
        var assignable = IfHas("Get-VMHostAssignableDevice", () => _reader.TryOneAsync(ReadScripts.Assignable, new JsonObject { ["Pools"] = commands.HasPools }, json.AssignableAnswer, cancellationToken));
        var partitionable = IfHas("Get-VM", () => _reader.TryManyAsync(ReadScripts.Partitionable, new JsonObject { ["Command"] = commands.PartitionableReader }, json.PartitionableAnswer, cancellationToken));
        var settings = _reader.TryOneAsync(ReadScripts.Settings, [], json.SettingsAnswer, cancellationToken);
        var resources = light ? NotAsked<ResourcesAnswer>() : _reader.TryOneAsync(ReadScripts.Resources, [], json.ResourcesAnswer, cancellationToken);
        var uses = light ? NotAsked<UsesAnswer>() : _reader.TryOneAsync(ReadScripts.Uses, [], json.UsesAnswer, cancellationToken);
        var remoteFx = light || !commands.Has("Get-VMRemoteFXPhysicalVideoAdapter") ? NotAsked<IReadOnlyList<RemoteFxCardAnswer>>() : _reader.TryManyAsync(ReadScripts.RemoteFx, [], json.RemoteFxCardAnswer, cancellationToken);
        var lightGuests = light ? NotAsked<LightGuestsAnswer>() : _reader.TryOneAsync(ReadScripts.LightGuests, [], json.LightGuestsAnswer, cancellationToken);
        var bootOptions = light ? NotAsked<BootOptionsAnswer>() : _reader.TryOneAsync(ReadScripts.BootOptions, [], json.BootOptionsAnswer, cancellationToken);
        var shapes = light ? NotAsked<IReadOnlyList<ShapeAnswer>>() : _shapes is { } seen ? Task.FromResult(Observed.Read(seen)) : IfHas("Get-VM", () => _reader.TryManyAsync(ReadScripts.Shapes, [], json.ShapeAnswer, cancellationToken));
        var read = await machine.ConfigureAwait(false);
        var cluster = read.Services.Any(s => s.Name.Equals("ClusSvc", StringComparison.OrdinalIgnoreCase) && s.Status == 4) && commands.Has("Get-Cluster")
            ? _reader.TryOneAsync(ReadScripts.Cluster, [], json.ClusterAnswer, cancellationToken)
            : Task.FromResult(Observed<ClusterAnswer>.Absent);
        var found = await devices.ConfigureAwait(false);
        var services = found.Or([]).Where(d => d.Class == "Display" && d.Service.Length > 0).Select(d => d.Service).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var drivers = services.Count == 0
            ? Task.FromResult(Observed.Read<IReadOnlyList<DriverAnswer>>([]))
            : _reader.TryManyAsync(ReadScripts.Drivers, new JsonObject { ["Services"] = ScriptArguments.Texts(services) }, json.DriverAnswer, cancellationToken);
        _shapes ??= (await shapes.ConfigureAwait(false)).Or(null!);
        return new HostAnswers
        {
            Machine = read,
            Commands = commands,
            Devices = found,
            Vms = await vms.ConfigureAwait(false),
            VmDevices = await vmDevices.ConfigureAwait(false),
            VmParts = await vmParts.ConfigureAwait(false),
            MmioBases = await bases.ConfigureAwait(false),
            VmHost = await vmHost.ConfigureAwait(false),
            Assignable = await assignable.ConfigureAwait(false),
            Partitionable = await partitionable.ConfigureAwait(false),
            Settings = await settings.ConfigureAwait(false),
            Resources = await resources.ConfigureAwait(false),
            Uses = await uses.ConfigureAwait(false),
            LightGuests = await lightGuests.ConfigureAwait(false),
            BootOptions = await bootOptions.ConfigureAwait(false),
            Shapes = await shapes.ConfigureAwait(false),
            RemoteFx = await remoteFx.ConfigureAwait(false),
            Cluster = await cluster.ConfigureAwait(false),
            Drivers = await drivers.ConfigureAwait(false),
        };

        Task<Observed<T>> IfHas<T>(string cmdlet, Func<Task<Observed<T>>> ask) => commands.Has(cmdlet)
            ? ask()
            : Task.FromResult(Observed<T>.Unreadable($"The host has no cmdlet '{cmdlet}': Hyper-V's PowerShell module is not installed, or is older."));
    }

    private static JsonObject VmDevicesWanted(HostCommands commands) => new()
    {
        ["Devices"] = commands.Has("Get-VMAssignableDevice"),
        ["Partitions"] = commands.HasPartitions,
        ["RemoteFx"] = commands.HasRemoteFx,
    };

    private static Task<Observed<T>> NotAsked<T>() => Task.FromResult(default(Observed<T>));
}
