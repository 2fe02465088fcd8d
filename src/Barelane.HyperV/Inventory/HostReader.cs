using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Inventory;

/// <summary>Asks a host through reading scripts and makes records of the answers.</summary>
internal sealed class HostReader(IPowerShellHost host)
{
    /// <summary>The one thing a script tells.</summary>
    /// <exception cref="SiteException">The host can't be asked, refused, or answered something else.</exception>
    public async Task<T> OneAsync<T>(HostScript script, JsonObject arguments, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var all = await ManyAsync(script, arguments, type, cancellationToken).ConfigureAwait(false);
        return all.Count == 1 ? all[0] : throw Unreadable(script, $"one result was expected, {all.Count} came", null);
    }

    /// <summary>All that a script tells.</summary>
    /// <exception cref="SiteException">The host can't be asked, refused, or answered something else.</exception>
    public async Task<IReadOnlyList<T>> ManyAsync<T>(HostScript script, JsonObject arguments, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await host.RunAsync(script, arguments, cancellationToken).ConfigureAwait(false);
            return [.. answer.Data.EnumerateArray().Select(e => e.Deserialize(type) ?? throw new JsonException("null"))];
        }
        catch (HostScriptException e)
        {
            throw e.ToSite();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Unreadable(script, e.Message, e);
        }
    }

    /// <summary>As <see cref="ManyAsync"/>, but a refusal of the host is an answer too: what was asked for is not known, and why. A host that is not reached still throws.</summary>
    public async Task<Observed<IReadOnlyList<T>>> TryManyAsync<T>(HostScript script, JsonObject arguments, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return Observed.Read(await ManyAsync(script, arguments, type, cancellationToken).ConfigureAwait(false));
        }
        catch (SiteException e) when (e.Problem.Code == UnreadableCode || e.InnerException is HostScriptException { Kind: HostScriptFailure.Refused })
        {
            return Observed<IReadOnlyList<T>>.Unreadable(e.Problem.Message);
        }
    }

    /// <summary>As <see cref="TryManyAsync"/>, for a script that tells one thing.</summary>
    public async Task<Observed<T>> TryOneAsync<T>(HostScript script, JsonObject arguments, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var many = await TryManyAsync(script, arguments, type, cancellationToken).ConfigureAwait(false);
        return !many.TryGet(out var all) ? many.Map(_ => default(T)!)
            : all.Count == 1 ? Observed.Read(all[0])
            : Observed<T>.Unreadable($"'{script.Name}' on '{host.Host}' answered {all.Count} results where one was expected.");
    }

    private const string UnreadableCode = "answer-unreadable";

    private SiteException Unreadable(HostScript script, string why, Exception? inner) => new(
        new Problem
        {
            Code = UnreadableCode,
            Message = $"The answer of '{host.Host}' to '{script.Name}' could not be understood: {why}",
            Remedy = "Report it with the versions of Windows and of the Hyper-V module.",
        },
        inner);
}
