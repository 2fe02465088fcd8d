namespace Barelane.Rendering.Text;

/// <summary>What a piece of text means; colour says nothing that the words don't.</summary>
public enum Ink
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>A heading or a name that matters.</summary>
    Strong,

    /// <summary>Beside the point: reasons, sources.</summary>
    Dim,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>To be looked at.</summary>
    Warn,

    /// <summary>Wrong, or in the way.</summary>
    Bad,

    /// <summary>Something to type.</summary>
    Code,
}
