namespace Barelane.Core.Goals;

/// <summary>A server of a pool.</summary>
/// <param name="Address"><c>unix:PATH</c>, <c>tls:HOST:PORT</c> or <c>tcp:HOST:PORT</c>.</param>
/// <param name="Certificate">Its pinned certificate, <c>sha256:…</c>; null where the pool's authority, or the machine's own, decide.</param>
public sealed record PoolServer(string Address, string? Certificate);
