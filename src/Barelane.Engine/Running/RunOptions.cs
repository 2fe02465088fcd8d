using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;

namespace Barelane.Engine.Running;

/// <summary>How a plan is run.</summary>
public sealed record RunOptions
{
    /// <summary>How many steps may be under way at the same time; the plan's edges allow or forbid more than this number does.</summary>
    public int Parallel { get; init; } = 16;

    /// <summary>After this many failed units no unit is begun any more; those begun are finished.</summary>
    public int MaxFailures { get; init; } = 1;

    /// <summary>Whether a failed unit keeps what it reached instead of taking its VM-level steps back.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether the run waits for a window to open; otherwise it parks.</summary>
    public bool WaitForWindow { get; init; } = true;

    /// <summary>Whether to run although an earlier run's step on the same objects could not be settled.</summary>
    public bool DespiteUnsettled { get; init; }

    /// <summary>How long a value that can't be read is asked for again before the step is given up without acting.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a precondition may take to come true (memory that is being freed, a device that a host is still setting up).</summary>
    public TimeSpan PreconditionPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long what was done may take to be seen.</summary>
    public TimeSpan ObservePatience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long values may still move after the hypervisor has become quiet about a step whose end was not seen. A step of several calls may
    /// stay half done for good, so this is short; the next plan starts from what is read anyway.
    /// </summary>
    public TimeSpan QuietPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a step is carried out again whose server said that it takes no calls just now, each time only after it was read twice, with a pause between, that nothing
    /// came of it.
    /// </summary>
    public int BusyRetries { get; init; } = 3;

    /// <summary>Deadlines that differ from <see cref="DefaultDeadline"/>.</summary>
    public IReadOnlyDictionary<StepKind, TimeSpan> Deadlines { get; init; } = new Dictionary<StepKind, TimeSpan>();

    /// <summary>
    /// The command that goes on with a run, by the run's id, for a plan that reboots the machine it runs on; null where nobody has to be told, as a service that comes up
    /// with the machine and resumes by itself.
    /// </summary>
    public Func<string, ResumeCommand>? AfterOwnReboot { get; init; }

    /// <summary>How a take-back is planned.</summary>
    public PlanOptions Planning { get; init; } = new();

    /// <summary>How long a step of a kind waits for its preconditions: never longer than it may take itself.</summary>
    public TimeSpan PatienceBefore(StepKind kind) => PreconditionPatience < DeadlineOf(kind) ? PreconditionPatience : DeadlineOf(kind);

    /// <summary>The deadline of a kind of step.</summary>
    public TimeSpan DeadlineOf(StepKind kind) => Deadlines.TryGetValue(kind, out var given) ? given : DefaultDeadline(kind);

    /// <summary>The deadline where none is given: long enough for slow hardware, since giving up too early costs more than waiting.</summary>
    public static TimeSpan DefaultDeadline(StepKind kind) => kind switch
    {
        StepKind.RebootHost => TimeSpan.FromMinutes(45),
        StepKind.EnterMaintenance or StepKind.MoveVm or StepKind.CreateVm or StepKind.RestorePoint => TimeSpan.FromHours(2),
        StepKind.PrepareGuest => TimeSpan.FromHours(1),
        StepKind.LeaveMaintenance => TimeSpan.FromMinutes(20),
        _ => TimeSpan.FromMinutes(10),
    };
}
