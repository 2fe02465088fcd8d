namespace Barelane.Rendering.Text;

/// <summary>What a text is made for.</summary>
/// <param name="Width">Columns; less than 40 counts as 40.</param>
/// <param name="Colour">Whether ANSI colours may be used.</param>
public readonly record struct TextLook(int Width, bool Colour)
{
    /// <summary>For pipes and files: 80 columns, no colour.</summary>
    public static readonly TextLook Piped = new(80, false);
}
