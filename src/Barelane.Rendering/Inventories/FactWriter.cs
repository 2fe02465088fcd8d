using System.Text.Json;
using Barelane.Core.Facts;

namespace Barelane.Rendering.Inventories;

/// <summary>Writes facts into a JSON object so that each state stays told apart; see <see cref="InventoryJson"/>.</summary>
internal sealed class FactWriter(Utf8JsonWriter json)
{
    private readonly List<(string Name, string Note)> _unreadable = [];
    private readonly List<(string Name, string Note)> _inferred = [];

    public void Text(string name, Observed<string> fact) => Write(name, fact, static (j, v) => j.WriteStringValue(v));

    public void Flag(string name, Observed<bool> fact) => Write(name, fact, static (j, v) => j.WriteBooleanValue(v));

    public void Number(string name, Observed<long> fact) => Write(name, fact, static (j, v) => j.WriteNumberValue(v));

    public void Number(string name, Observed<int> fact) => Write(name, fact, static (j, v) => j.WriteNumberValue(v));

    public void Word<T>(string name, Observed<T> fact)
        where T : struct, Enum => Write(name, fact, static (j, v) => j.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(v.ToString())));

    public void Write<T>(string name, Observed<T> fact, Action<Utf8JsonWriter, T> value)
    {
        switch (fact.State)
        {
            case ObservedState.Read or ObservedState.Inferred:
                json.WritePropertyName(name);
                value(json, fact.Value);
                if (fact.State == ObservedState.Inferred)
                {
                    _inferred.Add((name, fact.Note ?? ""));
                }

                break;
            case ObservedState.Absent:
                json.WriteNull(name);
                break;
            case ObservedState.Unreadable:
                _unreadable.Add((name, fact.Note ?? ""));
                break;
            default:
                break;
        }
    }

    /// <summary>Writes the notes; call once, last.</summary>
    public void Finish()
    {
        WriteNotes("inferred", _inferred);
        WriteNotes("unreadable", _unreadable);
    }

    private void WriteNotes(string name, List<(string Name, string Note)> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (of, note) in notes)
        {
            json.WriteString(of, note);
        }

        json.WriteEndObject();
    }
}
