using System.Net;
using System.Xml.Linq;

namespace Barelane.Twin.Tests;

/// <summary>A vim25 fault, of a call or of a task.</summary>
internal sealed class SdkFaultException(string type, string message, XElement detail, HttpStatusCode status) : Exception($"{type}: {message}")
{
    public string Type { get; } = type;

    public string Text { get; } = message;

    public HttpStatusCode Status { get; } = status;

    public string Field(string name) => detail.Element(SdkClient.Vim + name)?.Value ?? string.Empty;

    public IReadOnlyList<string> Keys =>
        [.. detail.Elements(SdkClient.Vim + "faultMessage").Select(m => m.Element(SdkClient.Vim + "key")!.Value)];
}
