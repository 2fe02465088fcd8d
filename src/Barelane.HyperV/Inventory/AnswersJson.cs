using System.Text.Json.Serialization;

namespace Barelane.HyperV.Inventory;

/// <summary>How the scripts' answers become records.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MachineAnswer))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(VmHostAnswer))]
[JsonSerializable(typeof(SettingsAnswer))]
[JsonSerializable(typeof(ClusterAnswer))]
[JsonSerializable(typeof(DeviceAnswer))]
[JsonSerializable(typeof(ResourcesAnswer))]
[JsonSerializable(typeof(AssignableAnswer))]
[JsonSerializable(typeof(PartitionableAnswer))]
[JsonSerializable(typeof(DriverAnswer))]
[JsonSerializable(typeof(UsesAnswer))]
[JsonSerializable(typeof(RemoteFxCardAnswer))]
[JsonSerializable(typeof(VmAnswer))]
[JsonSerializable(typeof(VmDevicesAnswer))]
[JsonSerializable(typeof(VmPartsAnswer))]
[JsonSerializable(typeof(MmioBaseAnswer))]
[JsonSerializable(typeof(StateAnswer))]
[JsonSerializable(typeof(DriverPackageAnswer))]
[JsonSerializable(typeof(FileAnswer))]
[JsonSerializable(typeof(ContentAnswer))]
[JsonSerializable(typeof(VolumeAnswer))]
[JsonSerializable(typeof(GuestRecord))]
[JsonSerializable(typeof(LightGuestsAnswer))]
[JsonSerializable(typeof(BootOptionsAnswer))]
[JsonSerializable(typeof(ShapeAnswer))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(Guest.GuestRunAnswer))]
internal sealed partial class AnswersJson : JsonSerializerContext;
