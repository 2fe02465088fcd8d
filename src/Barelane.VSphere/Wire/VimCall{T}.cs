namespace Barelane.VSphere.Wire;

/// <summary>
/// One method call as data: what to write and how to read the answer. <see cref="Changes"/> says that the call changes something, so that it is never
/// sent again unless it certainly was not carried out.
/// </summary>
internal sealed record VimCall<T>(string Method, ManagedObjectRef This, bool Changes, Action<VimWriter>? Arguments, Func<VimReader, T> Answer)
{
    /// <summary>Values in the arguments that must not appear in any message, whatever the server echoes.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
