using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Barelane.Remote.Server.Leases;

/// <summary>What a meter has measured, in Prometheus' text form. Source: Prometheus, exposition formats, text format 0.0.4.</summary>
internal sealed class MetricsPage : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), double> _values = new();
    private readonly List<Instrument> _instruments = [];
    private readonly Lock _gate = new();

    public MetricsPage(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
            {
                _instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public string Render()
    {
        lock (_gate)
        {
            // What a gauge does not tell any more is not to stay.
            foreach (var key in _values.Keys.Where(k => !IsCounter(k.Instrument)))
            {
                _ = _values.TryRemove(key, out _);
            }

            _listener.RecordObservableInstruments();
            var page = new StringBuilder();
            foreach (var instrument in _instruments)
            {
                var name = NameOf(instrument);
                page.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description}\n# TYPE {name} {(IsCounter(instrument) ? "counter" : "gauge")}\n");
                foreach (var (key, value) in _values.Where(v => v.Key.Instrument == instrument).OrderBy(v => v.Key.Labels, StringComparer.Ordinal))
                {
                    page.Append(CultureInfo.InvariantCulture, $"{name}{key.Labels} {value}\n");
                }
            }

            return page.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsCounter(Instrument instrument) => instrument is Counter<long> or Counter<double>;

    private static string NameOf(Instrument instrument) =>
        instrument.Name.Replace('.', '_') + (instrument.Unit switch { "By" => "_bytes", "s" => "_seconds", _ => "" }) + (IsCounter(instrument) ? "_total" : "");

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (name, text) in tags)
        {
            labels.Append(labels.Length == 0 ? '{' : ',').Append(name).Append("=\"").Append(Escaped(Convert.ToString(text, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        var key = (instrument, labels.Length > 0 ? labels.Append('}').ToString() : "");
        _ = _values.AddOrUpdate(key, value, (_, old) => IsCounter(instrument) ? old + value : value);
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
