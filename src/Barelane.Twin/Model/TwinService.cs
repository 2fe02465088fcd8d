namespace Barelane.Twin.Model;

/// <summary>An object that stands for a service and not for a thing: SessionManager, EnvironmentBrowser and the like.</summary>
internal sealed class TwinService(TwinSite site, string type, string id, Func<string, object?> read)
    : TwinObject(site, type, id, string.Empty, null)
{
    internal override object? Read(string property) => read(property);
}
