using System.Text.Json;

namespace Barelane.Engine.Journal;

/// <summary>A record of the journal as text, for people who look for what happened.</summary>
public static class JournalText
{
    /// <summary>The record as one line of JSON, as the journal keeps it.</summary>
    public static string Of(JournalRecord record) => JsonSerializer.Serialize(record, record.GetType(), JournalJson.Default);
}
