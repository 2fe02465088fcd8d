using Barelane.Remote.Driver.Connection;

namespace Barelane.Remote.Driver.Objects;

/// <summary>A server's devices, as the platform that they are to programs.</summary>
internal sealed class ClPlatform : ClObject
{
    public const string Version = "OpenCL 1.2 Barelane";

    public ClPlatform(Session session, string address)
    {
        Session = session;
        Properties = new PropertyTable(session.Ready.Platform);
        var served = $"{Properties.Text(0x0902)}, {Properties.Text(0x0901)}";
        Properties.Set(0x0900, "FULL_PROFILE");
        Properties.Set(0x0901, $"{Version} over {address} ({served})");
        Properties.Set(0x0902, "Barelane");
        Properties.Set(0x0903, "Barelane");
        Properties.Set(0x0920, "BRLN");
        Properties.Set(0x0904, "cl_khr_icd");
        for (uint name = 0x0905; name <= 0x0910; name++)
        {
            Properties[name] = null;
        }

        Properties[0x0921] = null;
        Devices = [.. session.Ready.Devices.Select((d, place) => new ClDevice(this, (uint)place, new PropertyTable(d.Properties)))];
        Properties.Set(0x0904, string.Join(' ', (string[])["cl_khr_icd", .. Devices.Select(d => d.Extensions).Aggregate((a, b) => [.. a.Intersect(b)]).Where(e => e != "cl_khr_icd")]));
    }

    public Session Session { get; }

    public PropertyTable Properties { get; }

    public ClDevice[] Devices { get; }

    protected override void End()
    {
        // A platform is never released.
    }
}
