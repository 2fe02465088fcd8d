using System.Collections.Concurrent;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Identities and the server's own references, both ways. A host is known by the UUID of its hardware where no other host of the site has the
/// same (cloned firmware, vendors that leave it empty), a VM by its instance UUID; where there is none, by the server's reference. Filled by
/// inspections; safe for many readers and writers.
/// </summary>
internal sealed class VSphereIds
{
    private readonly ConcurrentDictionary<ObjectRef, ManagedObjectRef> _objects = new();
    private readonly ConcurrentDictionary<ManagedObjectRef, ObjectRef> _identities = new();
    private readonly ConcurrentDictionary<ManagedObjectRef, ManagedObjectRef> _computes = new();
    private volatile IReadOnlySet<string> _ambiguous = new HashSet<string>();

    public VSphereIds(string? site) => Site = site;

    /// <summary>The site's identity; null for a lone host that has not been read yet.</summary>
    public string? Site { get; private set; }

    /// <summary>Whether every host of the site has been seen, so that it is known whose UUID is its own.</summary>
    public bool KnowsHosts { get; private set; }

    /// <summary>The server's reference; null where no inspection has met the object.</summary>
    public ManagedObjectRef? Find(ObjectRef identity) => _objects.TryGetValue(identity, out var found) ? found : null;

    /// <summary>The identity; null where no inspection has met the object.</summary>
    public ObjectRef? Find(ManagedObjectRef reference) => _identities.TryGetValue(reference, out var found) ? found : null;

    /// <summary>The cluster, or the frame of a lone host, that a host belongs to; null where no inspection has met it.</summary>
    public ManagedObjectRef? ComputeOf(ManagedObjectRef host) => _computes.TryGetValue(host, out var found) ? found : null;

    /// <summary>Takes note of all hosts of the site, so that a UUID that two of them have is not used.</summary>
    public void LearnAllHosts(IReadOnlyCollection<(ManagedObjectRef Host, string? Uuid)> hosts)
    {
        _ambiguous = hosts.Where(h => h.Uuid is not null).GroupBy(h => h.Uuid!, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Site is null && hosts.Count > 0)
        {
            var (host, uuid) = hosts.First();
            Site = Usable(uuid) ?? host.Value;
        }

        KnowsHosts = true;
    }

    /// <summary>The identity of a host.</summary>
    public ObjectRef Host(ManagedObjectRef host, string? uuid, ManagedObjectRef? compute)
    {
        if (compute is { } known)
        {
            _computes[host] = known;
        }

        return Learn(ObjectKind.Host, host, uuid is not null && _ambiguous.Contains(uuid) ? null : uuid);
    }

    /// <summary>The identity of a VM.</summary>
    public ObjectRef Vm(ManagedObjectRef vm, string? instanceUuid) => Learn(ObjectKind.Vm, vm, instanceUuid);

    /// <summary>The identity of a cluster.</summary>
    public ObjectRef Cluster(ManagedObjectRef cluster) => Learn(ObjectKind.Cluster, cluster, null);

    /// <summary>Forgets an object that the server no longer has under this reference.</summary>
    public void Forget(ObjectRef identity)
    {
        if (_objects.TryRemove(identity, out var reference))
        {
            _identities.TryRemove(reference, out _);
        }
    }

    private ObjectRef Learn(ObjectKind kind, ManagedObjectRef reference, string? uuid)
    {
        if (_identities.TryGetValue(reference, out var known) && (uuid is null ? known.Id == reference.Value : string.Equals(known.Id, uuid, StringComparison.OrdinalIgnoreCase)))
        {
            return known;
        }

        var identity = new ObjectRef(kind, Site ?? throw new InvalidOperationException("The site's identity is not known yet."), Usable(uuid) ?? reference.Value);
        _objects[identity] = reference;
        _identities[reference] = identity;
        return identity;
    }

    /// <summary>The UUID in lower case; null for one that the firmware leaves empty.</summary>
    private static string? Usable(string? uuid) => uuid is { Length: >= 32 } && uuid.AsSpan().ContainsAnyExcept("0-") && uuid.AsSpan().ContainsAnyExcept("fF-")
        ? uuid.ToLowerInvariant()
        : null;
}
