using System.Text.Json.Serialization;

namespace Barelane.Guest.Windows;

/// <summary>Readers for the scripts' answers, made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WindowsDeviceList))]
[JsonSerializable(typeof(RemoteDesktopSettings))]
[JsonSerializable(typeof(SecuritySettings))]
[JsonSerializable(typeof(Direct3DAdapters))]
internal sealed partial class WindowsJsonContext : JsonSerializerContext;
