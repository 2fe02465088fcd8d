namespace Barelane.Core.Goals;

/// <summary>Where a secret is to be had: never the secret itself, so that documents, plans and logs can be shown to anybody.</summary>
/// <param name="Source"><c>env</c>, <c>file</c> or <c>command</c>.</param>
/// <param name="Name">The variable, the path, or the command line.</param>
public sealed record SecretRef(string Source, string Name)
{
    /// <summary>Parses <c>env:NAME</c>, <c>file:PATH</c> or <c>command:LINE</c>; null for anything else (a plain password above all).</summary>
    public static SecretRef? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && text[..colon] is "env" or "file" or "command"
            ? new SecretRef(text[..colon], text[(colon + 1)..])
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}:{Name}";
}
