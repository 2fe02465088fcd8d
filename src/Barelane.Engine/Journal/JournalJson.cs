using System.Text.Json.Serialization;
using Barelane.Core.Plans;

namespace Barelane.Engine.Journal;

/// <summary>The generated JSON of the records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ObjectRefJson), typeof(FieldJson)])]
[JsonSerializable(typeof(RunStarted))]
[JsonSerializable(typeof(StepIntent))]
[JsonSerializable(typeof(StepStarted))]
[JsonSerializable(typeof(StepEnded))]
[JsonSerializable(typeof(StepProgressed))]
[JsonSerializable(typeof(StepWaiting))]
[JsonSerializable(typeof(UnitFailed))]
[JsonSerializable(typeof(TakeBackStarted))]
[JsonSerializable(typeof(RunParked))]
[JsonSerializable(typeof(RunInterrupted))]
[JsonSerializable(typeof(RunEnded))]
internal sealed partial class JournalJson : JsonSerializerContext;
