using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Barelane.Twin.Tests;

/// <summary>A bare SOAP client for tests: bodies are written by hand, answers are read as XML.</summary>
internal sealed class SdkClient : IDisposable
{
    public static readonly XNamespace Vim = "urn:vim25";
    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly TwinServer _twin;
    private readonly string _version;

    public SdkClient(TwinServer twin, string version = "9.0")
    {
        _twin = twin;
        _version = version;
        Http = new HttpClient(new HttpClientHandler
        {
            CookieContainer = new CookieContainer(),
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                twin.Thumbprint.Replace(":", string.Empty, StringComparison.Ordinal)
                == certificate!.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256),
        });
    }

    public HttpClient Http { get; }

    public string SessionKey { get; private set; } = string.Empty;

    public static async Task<SdkClient> LoginAsync(TwinServer twin, string version = "9.0", string user = "administrator@vsphere.local")
    {
        var client = new SdkClient(twin, version);
        var session = await client.CallAsync(
            $"<Login xmlns=\"urn:vim25\"><_this type=\"SessionManager\">SessionManager</_this><userName>{user}</userName><password>secret</password></Login>");
        client.SessionKey = session.Element(Vim + "returnval")!.Element(Vim + "key")!.Value;
        return client;
    }

    /// <summary>The response element; a SOAP fault becomes a <see cref="SdkFaultException"/>.</summary>
    public async Task<XElement> CallAsync(string body)
    {
        using var response = await SendAsync(body);
        var document = XDocument.Parse(await response.Content.ReadAsStringAsync());
        var content = document.Root!.Element(Envelope + "Body")!.Elements().Single();
        if (content.Name == Envelope + "Fault")
        {
            var detail = content.Element("detail")!.Elements().Single();
            throw new SdkFaultException(
                detail.Attribute(Xsi + "type")!.Value, content.Element("faultstring")!.Value, detail, response.StatusCode);
        }

        return content;
    }

    public async Task<HttpResponseMessage> SendAsync(string body)
    {
        using var content = new StringContent(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
            + "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
            + body + "</soapenv:Body></soapenv:Envelope>",
            Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=utf-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, _twin.Url) { Content = content };
        request.Headers.Add("SOAPAction", $"urn:vim25/{_version}");
        return await Http.SendAsync(request);
    }

    /// <summary>Calls a method by its parts.</summary>
    public Task<XElement> CallAsync(string method, string type, string id, string arguments = "") =>
        CallAsync($"<{method} xmlns=\"urn:vim25\"><_this type=\"{type}\">{id}</_this>{arguments}</{method}>");

    /// <summary>Calls a method that starts a task and waits for its end; a task that fails becomes a fault.</summary>
    public async Task<XElement?> RunAsync(string method, string type, string id, string arguments = "")
    {
        var task = (await CallAsync(method, type, id, arguments)).Element(Vim + "returnval")!.Value;
        return await WaitAsync(task);
    }

    /// <summary>The result of a task, once it has ended.</summary>
    public async Task<XElement?> WaitAsync(string task)
    {
        var filter = (await CallAsync("CreateFilter", "PropertyCollector", "propertyCollector",
            $"<spec><propSet><type>Task</type><pathSet>info</pathSet></propSet><objectSet><obj type=\"Task\">{task}</obj></objectSet></spec><partialUpdates>false</partialUpdates>"))
            .Element(Vim + "returnval")!.Value;
        var version = string.Empty;
        try
        {
            while (true)
            {
                var updates = (await CallAsync("WaitForUpdatesEx", "PropertyCollector", "propertyCollector",
                    $"<version>{version}</version><options><maxWaitSeconds>60</maxWaitSeconds></options>")).Element(Vim + "returnval")
                    ?? throw new TimeoutException($"The task '{task}' did not end within 60 seconds.");
                version = updates.Element(Vim + "version")!.Value;
                if (updates.Descendants(Vim + "val").LastOrDefault() is not { } info)
                {
                    continue;
                }

                switch (info.Element(Vim + "state")!.Value)
                {
                    case "success":
                        return info.Element(Vim + "result");
                    case "error":
                        var error = info.Element(Vim + "error")!;
                        var fault = error.Element(Vim + "fault")!;
                        throw new SdkFaultException(
                            fault.Attribute(Xsi + "type")!.Value, error.Element(Vim + "localizedMessage")!.Value, fault, HttpStatusCode.OK);
                }
            }
        }
        finally
        {
            await CallAsync("DestroyPropertyFilter", "PropertyFilter", filter);
        }
    }

    /// <summary>The value of one property of one object; null when it is not set.</summary>
    public async Task<XElement?> ReadAsync(string type, string id, string path)
    {
        var response = await CallAsync("RetrievePropertiesEx", "PropertyCollector", "propertyCollector",
            $"<specSet><propSet><type>{type}</type><pathSet>{path}</pathSet></propSet><objectSet><obj type=\"{type}\">{id}</obj></objectSet></specSet><options/>");
        return response.Descendants(Vim + "val").FirstOrDefault();
    }

    public void Dispose() => Http.Dispose();
}
