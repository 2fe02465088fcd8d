namespace Barelane.Rendering.Text;

/// <summary>A piece of text with its meaning.</summary>
/// <param name="Text">The text; control characters in it are shown, never sent to the terminal.</param>
/// <param name="Ink">The meaning.</param>
public readonly record struct Span(string Text, Ink Ink = Ink.Plain)
{
    /// <summary>Plain text.</summary>
    public static implicit operator Span(string text) => new(text);

    /// <summary>Plain text.</summary>
    public static Span FromString(string text) => new(text);
}
