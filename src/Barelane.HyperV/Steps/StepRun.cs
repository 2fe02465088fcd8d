using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>One step under way: what it needs, and what is known of what was sent.</summary>
internal sealed class StepRun(StepContext context, IStepProgress progress, StepTools tools, OpenOperations open, CancellationToken cancellationToken)
{
    private readonly Dictionary<(ObjectRef Target, Field Field), Observed<string>> _found = [];

    public Step Step => context.Step;

    public StepContext Context => context;

    public StepTools Tools => tools;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether a change has been sent: from then on a time-out or a cancellation leaves the outcome unknown.</summary>
    public bool Sent { get; private set; }

    /// <summary>Whether a change of this step is certainly in effect: then a later refusal does not mean that nothing happened.</summary>
    public bool Landed { get; private set; }

    /// <summary>The VM that the step is about, as its id.</summary>
    public string Vm => Step.Target is { Kind: ObjectKind.Vm } vm && vm.Site == tools.Host.Site && Guid.TryParse(vm.Id, out var id) ? id.ToString("D") : throw NotHere(Step.Target);

    /// <summary>Makes sure that a host or device is this site's.</summary>
    public void RequireHere(ObjectRef target)
    {
        if (target.Kind is not (ObjectKind.Host or ObjectKind.Device) || target.HostOfDevice() != tools.Host)
        {
            throw NotHere(target);
        }
    }

    public void Report(string doing) => progress.Report(null, doing);

    /// <summary>Reads all fields that the step changes, in one inspection.</summary>
    public async Task ReadAsync(params IReadOnlyList<(ObjectRef Target, Field Field)> others)
    {
        IReadOnlyList<(ObjectRef Target, Field Field)> fields = [.. Step.AllChanges().Select(c => (c.Target, c.Change.Field)).Concat(others).Distinct()];
        var values = await tools.Probe.ReadAsync(fields, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < fields.Count; i++)
        {
            _found[fields[i]] = values[i];
        }
    }

    /// <summary>A field as it was read last in this step.</summary>
    public Observed<string> Found(ObjectRef target, Field field) => _found.GetValueOrDefault((target, field));

    /// <summary>The present value of a field that has to be known before anything is sent; null is unset.</summary>
    /// <exception cref="SiteException">It could not be read.</exception>
    public string? Known(ObjectRef target, Field field) => Found(target, field) is { IsKnown: true } found
        ? found.HasValue ? found.Value : null
        : throw new SiteException(new Problem
        {
            Code = "unreadable",
            Message = $"'{field}' of '{Step.TargetName}' could not be read, and nothing is changed from a value that is not known: {Found(target, field).Note}",
            Remedy = "Mend what hinders the reading, and run 'barelane resume'.",
        });

    /// <summary>The changes that are not there yet.</summary>
    public IReadOnlyList<(ObjectRef Target, FieldChange Change)> Open() =>
        [.. Step.AllChanges().Where(c => !c.Change.IsReached(Known(c.Target, c.Change.Field)))];

    /// <summary>A field, read now.</summary>
    public async Task<Observed<string>> FieldAsync(ObjectRef target, Field field) =>
        (await tools.Probe.ReadAsync([(target, field)], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>
    /// Runs a script that changes something. It goes on whatever becomes of this program's waiting; nothing on a Windows host has a name for it, so the handle says what was begun, and
    /// settling looks at the object.
    /// </summary>
    public Task SendAsync(HostScript script, JsonObject arguments, TimeSpan? patience = null) => CarryOutAsync(script, arguments, patience);

    /// <summary>As <see cref="SendAsync"/>, for a script that tells something of what it did.</summary>
    public async Task<IReadOnlyList<T>> AskAsync<T>(HostScript script, JsonObject arguments, JsonTypeInfo<T> type)
    {
        var answer = await CarryOutAsync(script, arguments, null).ConfigureAwait(false);
        try
        {
            return [.. answer.Data.EnumerateArray().Select(e => e.Deserialize(type) ?? throw new JsonException("null"))];
        }
        catch (JsonException e)
        {
            throw new SiteException(new Problem { Code = "answer-unreadable", Message = $"The answer of '{tools.Shell.Host}' to '{script.Name}' could not be understood: {e.Message}", Remedy = "Run 'barelane resume'." }, e);
        }
    }

    private async Task<HostAnswer> CarryOutAsync(HostScript script, JsonObject arguments, TimeSpan? patience)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await progress.StartedAsync(new OperationHandle($"{script.Name}:{Step.Target.Id}")).ConfigureAwait(false);
        Sent = true;
        var running = RunAsync(script, arguments);
        open.Add(Step.Target, running);
        var answer = patience is { } most
            ? await running.WaitAsync(most, tools.Time, cancellationToken).ConfigureAwait(false)
            : await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        Landed = true;
        return answer;
    }

    /// <summary>Gives operations on the step's target that nobody waits for any more a moment to come to their end.</summary>
    public Task DrainAsync() => open.DrainAsync(Step.Target, tools.Time, cancellationToken);

    /// <summary>Looks again and again, ever less often, until something is so; false where that takes longer than the limit.</summary>
    public async Task<bool> UntilAsync(Func<Task<bool>> isSo, string doing, TimeSpan? limit = null)
    {
        Report(doing);
        var begun = tools.Time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(250); !await isSo().ConfigureAwait(false); pause = pause < TimeSpan.FromSeconds(2) ? pause * 1.5 : pause)
        {
            if (limit is { } most && tools.Time.GetElapsedTime(begun) > most)
            {
                return false;
            }

            await Task.Delay(pause, tools.Time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Waits until a change is seen; false where that takes longer than the limit.</summary>
    public Task<bool> UntilReachedAsync(ObjectRef target, FieldChange change, string doing, TimeSpan limit) => UntilAsync(
        async () => await FieldAsync(target, change.Field).ConfigureAwait(false) is { IsKnown: true } found && change.IsReached(found.HasValue ? found.Value : null), doing, limit);

    /// <summary>The VM's state as Hyper-V's number; null where there is no such VM.</summary>
    public async Task<int?> StateAsync()
    {
        var states = await new HostReader(tools.Shell).ManyAsync(ReadScripts.State, new JsonObject { [nameof(Vm)] = Vm }, AnswersJson.Default.StateAnswer, cancellationToken).ConfigureAwait(false);
        return states.Count == 0 ? null : states[0].State;
    }

    public SiteException NoVm() => new(new Problem
    {
        Code = "not-found",
        Message = $"'{Step.TargetName}' ('{Vm}') is not on this host any more.",
        Remedy = "Inspect the site, and plan again.",
    });

    private async Task<HostAnswer> RunAsync(HostScript script, JsonObject arguments)
    {
        try
        {
            return await tools.Shell.RunAsync(script, arguments, CancellationToken.None).ConfigureAwait(false);
        }
        catch (HostScriptException e)
        {
            throw e.ToSite();
        }
    }

    private SiteException NotHere(ObjectRef target) => new(new Problem
    {
        Code = "not-found",
        Message = $"'{Step.TargetName}' ('{target}') is not on this host ('{tools.Host}').",
        Remedy = "Inspect the site, and plan again.",
    });
}
