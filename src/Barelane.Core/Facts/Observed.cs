using System.Diagnostics.CodeAnalysis;

namespace Barelane.Core.Facts;

/// <summary>
/// A fact with its provenance. The default value is <see cref="ObservedState.NotAsked"/>, so a property that an adapter never
/// fills says so by itself.
/// </summary>
/// <typeparam name="T">The fact's type; its unit is in the property's name.</typeparam>
public readonly record struct Observed<T>
{
    private readonly T? _value;

    private Observed(ObservedState state, T? value, string? note)
    {
        State = state;
        _value = value;
        Note = note;
    }

    /// <summary>How the fact came to be known.</summary>
    public ObservedState State { get; }

    /// <summary>The evidence of an inferred fact, or the reason of an unreadable one; otherwise null.</summary>
    public string? Note { get; }

    /// <summary>True if there is a value: read or inferred.</summary>
    public bool HasValue => State is ObservedState.Read or ObservedState.Inferred;

    /// <summary>True if the answer is known: a value, or a certain absence.</summary>
    public bool IsKnown => HasValue || State == ObservedState.Absent;

    /// <summary>The value. Throws if there is none: ask <see cref="HasValue"/> or <see cref="TryGet"/> first.</summary>
    public T Value => HasValue ? _value! : throw new InvalidOperationException($"The fact has no value: {State}. {Note}");

    /// <summary>The fact was asked for and does not exist.</summary>
    public static Observed<T> Absent { get; } = new(ObservedState.Absent, default, null);

    /// <summary>The fact was read from the hypervisor.</summary>
    public static Observed<T> Read(T value) => new(ObservedState.Read, value, null);

    /// <summary>The fact was concluded; <paramref name="evidence"/> names from what.</summary>
    public static Observed<T> Inferred(T value, string evidence) => new(ObservedState.Inferred, value, evidence);

    /// <summary>The fact could not be read; <paramref name="reason"/> is a sentence for people.</summary>
    public static Observed<T> Unreadable(string reason) => new(ObservedState.Unreadable, default, reason);

    /// <summary>Gets the value if there is one.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    /// <summary>The value, or <paramref name="fallback"/> where a fallback is right for every other state (display, sorting).</summary>
    public T Or(T fallback) => HasValue ? _value! : fallback;

    /// <summary>The same state and note with the value mapped.</summary>
    public Observed<TResult> Map<TResult>(Func<T, TResult> map) =>
        HasValue ? new Observed<TResult>(State, map(_value!), Note) : new Observed<TResult>(State, default, Note);

    /// <summary>For logs and tests: the value, or the state in brackets.</summary>
    public override string ToString() => State switch
    {
        ObservedState.Read => $"{_value}",
        ObservedState.Inferred => $"{_value} (inferred: {Note})",
        ObservedState.Absent => "[absent]",
        ObservedState.Unreadable => $"[unreadable: {Note}]",
        _ => "[not asked]",
    };

    internal static Observed<T> Restore(ObservedState state, T? value, string? note) => new(state, value, note);
}
