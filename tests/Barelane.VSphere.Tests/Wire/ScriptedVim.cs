using System.Security.Cryptography.X509Certificates;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

/// <summary>A vSphere server in miniature: it lets anybody log in and answers each method as scripted, by default with an empty response.</summary>
internal sealed class ScriptedVim : IAsyncDisposable
{
    private const string Content =
        "<returnval><rootFolder type=\"Folder\">group-d1</rootFolder><propertyCollector type=\"PropertyCollector\">pc</propertyCollector>"
        + "<viewManager type=\"ViewManager\">vm</viewManager><about><fullName>Scripted</fullName><version>8.0.3</version><build>1</build><apiType>VirtualCenter</apiType>"
        + "<apiVersion>8.0.3.0</apiVersion><instanceUuid>11111111-2222-3333-4444-555555555555</instanceUuid></about><sessionManager type=\"SessionManager\">sm</sessionManager></returnval>";

    private readonly Dictionary<string, Func<LoopbackRequest, Stream, Task<bool>>> _script = [];
    private int _logins;

    public ScriptedVim(X509Certificate2? certificate = null) => Server = new LoopbackServer(AnswerAsync, certificate);

    public LoopbackServer Server { get; }

    public VimEndpoint Endpoint => VimEndpoint.Parse(Server.Address.ToString());

    public int CountOf(string method) => Server.Requests.Count(r => r.Method == method);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Answers a method with the inside of its response element.</summary>
    public ScriptedVim On(string method, Func<LoopbackRequest, string> inside)
    {
        _script[method] = (request, client) => ReplyAsync(client, method, inside(request));
        return this;
    }

    /// <summary>Answers a method with raw bytes; false closes the connection.</summary>
    public ScriptedVim OnRaw(string method, Func<LoopbackRequest, Stream, Task<bool>> handler)
    {
        _script[method] = handler;
        return this;
    }

    public Task<VimSession> OpenAsync(string password = "correct horse battery") =>
        VimSession.OpenAsync(Endpoint, new VimCredential("gpu@vsphere.local", password), TimeProvider.System, TestContext.Current.CancellationToken);

    public static Task<bool> ReplyAsync(Stream client, string method, string inside, string headers = "") =>
        LoopbackServer.WriteAsync(client, 200, "text/xml; charset=utf-8", Envelope($"<{method}Response xmlns=\"urn:vim25\">{inside}</{method}Response>"), headers);

    public static Task<bool> FaultAsync(Stream client, string type, string text, string inside = "", string headers = "") =>
        LoopbackServer.WriteAsync(
            client,
            500,
            "text/xml",
            Envelope($"<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>{text}</faultstring><detail><{type}Fault xmlns=\"urn:vim25\" xsi:type=\"{type}\">{inside}</{type}Fault></detail></soapenv:Fault>"),
            headers);

    public static string Envelope(string body) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" "
        + $"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<soapenv:Body>\n{body}\n</soapenv:Body>\n</soapenv:Envelope>";

    private Task<bool> AnswerAsync(LoopbackRequest request, Stream client)
    {
        if (_script.TryGetValue(request.Method, out var handler))
        {
            return handler(request, client);
        }

        return request.Method switch
        {
            "RetrieveServiceContent" => ReplyAsync(client, request.Method, Content),
            "Login" => ReplyAsync(client, request.Method, $"<returnval><key>key-{++_logins}</key></returnval>", $"Set-Cookie: vmware_soap_session=\"cookie-{_logins}\"; Path=/; HttpOnly; Secure\r\n"),
            _ => ReplyAsync(client, request.Method, string.Empty),
        };
    }
}
