using System.Security.Cryptography;
using System.Text;

namespace Barelane.Twin.Model;

/// <summary>A uuid made from a name, so that the same site has the same uuids at every start.</summary>
internal static class StableUuid
{
    public static string Of(string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("barelane twin " + name)).AsSpan(0, 16)).ToString();
}
