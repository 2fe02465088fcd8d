namespace Barelane.Knowledge.Advice;

/// <summary>How far a way serves a description.</summary>
public enum Verdict
{
    /// <summary>It serves all of it.</summary>
    Serves,

    /// <summary>It would, with more cards: the inventory has too few.</summary>
    TooFew,

    /// <summary>It cannot, however many cards there are.</summary>
    Unsuitable,
}
