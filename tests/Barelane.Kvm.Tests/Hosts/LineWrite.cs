namespace Barelane.Kvm.Tests.Hosts;

/// <summary>A write on its way to a simulated host.</summary>
/// <param name="Write">Carries it out.</param>
/// <param name="Subject">What it is about: a device's address, the host, or a domain's UUID.</param>
/// <param name="Limit">After this time the writer is given up; null for libvirt, which is waited for.</param>
internal sealed record LineWrite(Action Write, string Subject, TimeSpan? Limit);
