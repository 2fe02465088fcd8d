using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Barelane.Core.Adapters;
using Barelane.Engine.Running;

namespace Barelane.Engine.Journal;

/// <summary>
/// Records as text: a kind, the format's version, and JSON. A version that was ever released is read for ever; the kinds' names never
/// change.
/// </summary>
public static class JournalFormat
{
    /// <summary>The version this program writes.</summary>
    public const int Version = 1;

    /// <summary>The kind and the JSON of a record.</summary>
    public static (string Kind, string Json) Encode(JournalRecord record) => record switch
    {
        RunStarted r => ("run-started", Json(r, JournalJson.Default.RunStarted)),
        StepIntent r => ("step-intent", Json(r, JournalJson.Default.StepIntent)),
        StepStarted r => ("step-started", Json(r, JournalJson.Default.StepStarted)),
        StepEnded r => ("step-ended", Json(r, JournalJson.Default.StepEnded)),
        StepProgressed r => ("step-progressed", Json(r, JournalJson.Default.StepProgressed)),
        StepWaiting r => ("step-waiting", Json(r, JournalJson.Default.StepWaiting)),
        UnitFailed r => ("unit-failed", Json(r, JournalJson.Default.UnitFailed)),
        TakeBackStarted r => ("take-back-started", Json(r, JournalJson.Default.TakeBackStarted)),
        RunParked r => ("run-parked", Json(r, JournalJson.Default.RunParked)),
        RunInterrupted r => ("run-interrupted", Json(r, JournalJson.Default.RunInterrupted)),
        RunEnded r => ("run-ended", Json(r, JournalJson.Default.RunEnded)),
        _ => throw new InvalidOperationException($"No kind is defined for {record.GetType().Name}."),
    };

    /// <summary>Reads a record.</summary>
    /// <exception cref="EngineException">It was written by a newer program, or is damaged.</exception>
    public static JournalRecord Decode(string run, long sequence, string kind, int version, string json)
    {
        if (version is < 1 or > Version)
        {
            throw Unreadable(run, sequence, $"has format {version}, and this program reads formats 1 to {Version}", "Use the program that wrote it, or a newer one.");
        }

        try
        {
            return kind switch
            {
                "run-started" => Parse(json, JournalJson.Default.RunStarted),
                "step-intent" => Parse(json, JournalJson.Default.StepIntent),
                "step-started" => Parse(json, JournalJson.Default.StepStarted),
                "step-ended" => Parse(json, JournalJson.Default.StepEnded),
                "step-progressed" => Parse(json, JournalJson.Default.StepProgressed),
                "step-waiting" => Parse(json, JournalJson.Default.StepWaiting),
                "unit-failed" => Parse(json, JournalJson.Default.UnitFailed),
                "take-back-started" => Parse(json, JournalJson.Default.TakeBackStarted),
                "run-parked" => Parse(json, JournalJson.Default.RunParked),
                "run-interrupted" => Parse(json, JournalJson.Default.RunInterrupted),
                "run-ended" => Parse(json, JournalJson.Default.RunEnded),
                _ => throw Unreadable(run, sequence, $"is of kind '{kind}', which this program does not know", "Use the program that wrote it, or a newer one."),
            };
        }
        catch (JsonException e)
        {
            throw Unreadable(run, sequence, $"is damaged ({e.Message})", "Restore the journal from a copy; what Barelane gave is still marked on the VMs ('barelane adopt').", e);
        }
    }

    private static string Json<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.Serialize(record, type);

    private static T Parse<T>(string json, JsonTypeInfo<T> type)
        where T : JournalRecord => JsonSerializer.Deserialize(json, type) ?? throw new JsonException("The record is empty.");

    private static EngineException Unreadable(string run, long sequence, string what, string remedy, Exception? inner = null) => new(
        new Problem { Code = "journal-unreadable", Message = $"Record {sequence} of run '{run}' in the journal {what}.", Remedy = remedy },
        ExitMeaning.Error,
        inner);
}
