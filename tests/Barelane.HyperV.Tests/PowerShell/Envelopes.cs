using System.Text;

namespace Barelane.HyperV.Tests.PowerShell;

/// <summary>Answers as the frame prints them.</summary>
internal static class Envelopes
{
    public const string Fine = """{"v":1,"ok":true,"data":[{"name":"vm1"}],"warnings":[]}""";

    public static string Of(string json) => $"<<<BARELANE {Convert.ToBase64String(Encoding.UTF8.GetBytes(json))} BARELANE>>>\r\n";
}
