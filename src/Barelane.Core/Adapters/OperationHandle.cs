namespace Barelane.Core.Adapters;

/// <summary>The hypervisor's own name for an operation that was started: a vSphere task, a libvirt job. Journalled as soon as there is one.</summary>
/// <param name="Id">The hypervisor's id, e.g. <c>task-4711</c>.</param>
public readonly record struct OperationHandle(string Id);
