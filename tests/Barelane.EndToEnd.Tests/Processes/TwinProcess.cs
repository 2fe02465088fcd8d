using System.Diagnostics;
using System.Text;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>The twin's own program as a process, with its control endpoint. Ends exactly the process that it started.</summary>
internal sealed class TwinProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly HttpClient _control;

    private TwinProcess(Process process, Uri url, string thumbprint)
    {
        _process = process;
        Url = url;
        Thumbprint = thumbprint;
        _control = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                certificate is not null && string.Equals(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), thumbprint.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase),
        })
        {
            BaseAddress = new Uri(url, "/control/"),
        };
    }

    /// <summary>Where its SDK is.</summary>
    public Uri Url { get; }

    /// <summary>Its certificate's thumbprint.</summary>
    public string Thumbprint { get; }

    /// <summary>Starts it with further options.</summary>
    public static async Task<TwinProcess> StartAsync(params string[] options)
    {
        var start = new ProcessStartInfo(Programs.Twin, ["--port", "0", "--control", .. options]) { RedirectStandardOutput = true };
        ShortLife.Prepare(start);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{Programs.Twin}' did not start.");
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The twin ended before it served.");
        var words = line.Split(' ');
        return new TwinProcess(process, new Uri(words[1]), words[2]["thumbprint=".Length..]);
    }

    /// <summary>Its whole state.</summary>
    public async Task<string> StateAsync() => TwinText.Neutral(await _control.GetStringAsync(new Uri("snapshot", UriKind.Relative)));

    /// <summary>Plants a fault rule, as JSON.</summary>
    public async Task PlantAsync(string rule)
    {
        using var body = new StringContent(rule, Encoding.UTF8, "application/json");
        using var answer = await _control.PostAsync(new Uri("faults", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
