using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Soap;

/// <summary>One method call as it came in, checked against the schema.</summary>
/// <param name="Method">The method called.</param>
/// <param name="This">The object it is called on.</param>
/// <param name="Arguments">The parameters by name.</param>
/// <param name="Version">The version of the API that the client speaks: no newer than the server's.</param>
/// <param name="SessionKey">The key in the SOAP header 'vcSessionCookie', where the client sent one there.</param>
internal sealed record SoapRequest(
    VimMethod Method, MoRef This, VimObject Arguments, ApiVersion Version, string? SessionKey);
