namespace Barelane.VSphere.Wire;

/// <summary>The entry points of a server. Which of them exist depends on whether it is a vCenter or a lone host, and on its version.</summary>
internal sealed class ServiceContent
{
    private readonly Dictionary<string, ManagedObjectRef> _references = [];

    public required AboutInfo About { get; init; }

    public ManagedObjectRef RootFolder => Require("rootFolder");

    public ManagedObjectRef PropertyCollector => Require("propertyCollector");

    public ManagedObjectRef SessionManager => Require("sessionManager");

    public ManagedObjectRef ViewManager => Require("viewManager");

    /// <summary>Any other entry point by its name in ServiceContent, such as 'authorizationManager'; null where the server has none.</summary>
    public ManagedObjectRef? Find(string name) => _references.TryGetValue(name, out var reference) ? reference : null;

    public static ServiceContent Read(VimReader reader)
    {
        var about = new AboutInfo();
        var references = new Dictionary<string, ManagedObjectRef>();
        foreach (var name in reader.Children())
        {
            if (name == "about")
            {
                about = AboutInfo.Read(reader);
            }
            else
            {
                references[name] = reader.ReadRef();
            }
        }

        var content = new ServiceContent { About = about };
        foreach (var (name, reference) in references)
        {
            content._references.Add(name, reference);
        }

        return content;
    }

    private ManagedObjectRef Require(string name) =>
        Find(name) ?? throw new VimAnswerException($"The server has no '{name}'; required is a vCenter or ESXi host of API 6.5 to 9.");
}
