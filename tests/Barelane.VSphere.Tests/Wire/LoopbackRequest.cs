namespace Barelane.VSphere.Tests.Wire;

/// <summary>A request that a <see cref="LoopbackServer"/> received.</summary>
internal sealed record LoopbackRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The vim25 method, read off the first element of the SOAP body.</summary>
    public string Method
    {
        get
        {
            var body = Body.IndexOf("Body>", StringComparison.Ordinal);
            var start = body < 0 ? -1 : Body.IndexOf('<', body);
            return start < 0 ? string.Empty : Body[(start + 1)..Body.IndexOfAny([' ', '>', '/'], start)];
        }
    }
}
