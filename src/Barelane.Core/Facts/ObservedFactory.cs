namespace Barelane.Core.Facts;

/// <summary>Shorthands that infer the type argument.</summary>
public static class Observed
{
    /// <inheritdoc cref="Observed{T}.Read"/>
    public static Observed<T> Read<T>(T value) => Observed<T>.Read(value);

    /// <inheritdoc cref="Observed{T}.Inferred"/>
    public static Observed<T> Inferred<T>(T value, string evidence) => Observed<T>.Inferred(value, evidence);

    /// <summary>Read if there is a value, certain absence if null: for optional wire elements that were asked for.</summary>
    public static Observed<T> ReadOrAbsent<T>(T? value)
        where T : struct => value is { } v ? Observed<T>.Read(v) : Observed<T>.Absent;

    /// <summary>Read if there is a value, certain absence if null: for optional wire elements that were asked for.</summary>
    public static Observed<T> ReadOrAbsent<T>(T? value)
        where T : class => value is null ? Observed<T>.Absent : Observed<T>.Read(value);
}
