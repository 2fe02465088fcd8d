namespace Barelane.Knowledge.Advice;

/// <summary>How evenly a GPU is used.</summary>
public enum LoadShape
{
    /// <summary>Now and then, each at another time: users can share a card's idle time.</summary>
    Peak,

    /// <summary>All the time.</summary>
    Steady,
}
