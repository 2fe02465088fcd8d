namespace Barelane.Core.Facts;

/// <summary>
/// The typed name of one fact about one kind of object. Rules read facts only through keys, so that it is known what a plan
/// relies on and what an adapter has to fetch.
/// </summary>
/// <typeparam name="TObject">The inventory record that holds the fact.</typeparam>
/// <typeparam name="T">The fact's type.</typeparam>
/// <param name="Name">Stable dotted name, e.g. <c>vm.firmware</c>.</param>
/// <param name="Get">Reads the fact from the record.</param>
public sealed record FactKey<TObject, T>(string Name, Func<TObject, Observed<T>> Get) : FactKey(Name);

/// <summary>The untyped part of a fact's name.</summary>
/// <param name="Name">Stable dotted name.</param>
public abstract record FactKey(string Name)
{
    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
