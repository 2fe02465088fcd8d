using System.Globalization;

namespace Barelane.Engine.Journal;

/// <summary>A lock and who holds it.</summary>
/// <param name="Name">What is locked: <c>document render-farm</c>, <c>site 5f0c…</c>.</param>
/// <param name="Run">The run that holds it.</param>
/// <param name="Actor">Who started that run.</param>
/// <param name="Holder">The process that carries it out.</param>
/// <param name="Since">Since when.</param>
public sealed record HeldLock(string Name, string Run, string Actor, LockHolder Holder, DateTimeOffset Since)
{
    /// <summary>A sentence part: which run, whose, where and since when.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"run '{Run}' of '{Actor}' (process {Holder.Pid} on '{Holder.Machine}', since {Since:yyyy-MM-dd HH:mm:ss}Z)");
}
