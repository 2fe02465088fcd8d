namespace Barelane.VSphere.Steps;

/// <summary>One device's passthrough settings as the host keeps them.</summary>
/// <param name="Id">The host's id of it, <c>0000:8a:00.0</c>.</param>
/// <param name="DependentId">The device that has to be given up with it; itself where none.</param>
/// <param name="Enabled">The wish.</param>
internal sealed record PassthruDevice(string Id, string DependentId, bool Enabled);
