using Barelane.Remote.Driver.Connection;

namespace Barelane.Remote.Driver.Objects;

/// <summary>A server's devices, as the platform that they are to programs.</summary>
internal sealed class ClPlatform : ClObject
{
    public ClPlatform(Session session, string address)
    {
        Session = session;
        Properties = new PropertyTable(session.Ready.Platform);
        var served = $"{Properties.Text(0x0902)}, {Properties.Text(0x0901)}";
        Properties.Set(0x0900, "FULL_PROFILE");
        var isLater = session.Ready.Devices.All(d => new PropertyTable(d.Properties).Text(0x102F).StartsWith("OpenCL 3.", StringComparison.Ordinal));
        Properties.Set(0x0901, $"{Version(isLater)} over {address} ({served})");
        Properties.Set(0x0902, "Barelane");
        Properties.Set(0x0903, "Barelane");
        Properties.Set(0x0920, "BRLN");
        Properties.Set(0x0904, "cl_khr_icd");
        for (uint name = 0x0905; name <= 0x0910; name++)
        {
            Properties[name] = null;
        }

        Properties[0x0921] = null;
        if (isLater)
        {
            Properties.Set(0x0905, 0UL);
            Properties.Set(0x0906, LaterQuestions.Version3);
        }

        Devices = [.. session.Ready.Devices.Select((d, place) => new ClDevice(this, (uint)place, new PropertyTable(d.Properties)))];
        string[] extensions = ["cl_khr_icd", .. Devices.Select(d => d.Extensions).Aggregate((a, b) => [.. a.Intersect(b)]).Where(e => e != "cl_khr_icd")];
        Properties.Set(0x0904, string.Join(' ', extensions));
        if (isLater)
        {
            Properties[0x0907] = [.. LaterQuestions.Record(1u << 22, "cl_khr_icd"), .. LaterQuestions.Where(Devices[0].Properties[0x1060], e => extensions.Contains(e) && e != "cl_khr_icd")];
        }
    }

    public static string Version(bool isLater) => isLater ? "OpenCL 3.0 Barelane" : "OpenCL 1.2 Barelane";

    public Session Session { get; }

    public PropertyTable Properties { get; }

    public ClDevice[] Devices { get; }

    protected override void End()
    {
        // A platform is never released.
    }
}
