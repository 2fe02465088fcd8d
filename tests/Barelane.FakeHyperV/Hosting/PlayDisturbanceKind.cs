namespace Barelane.FakeHyperV.Hosting;

/// <summary>What can become of a script on its way.</summary>
internal enum PlayDisturbanceKind
{
    /// <summary>It is not carried out, and the program ends without a word, as where a connection breaks.</summary>
    LoseBefore,

    /// <summary>It is carried out, and the program ends without a word.</summary>
    LoseAfter,

    /// <summary>It is carried out, and its answer breaks off in the middle.</summary>
    Cut,

    /// <summary>It is carried out, and its answer comes twice.</summary>
    Twice,

    /// <summary>It is carried out after a while, whether anybody waits or not; the program never ends.</summary>
    HoldAndAct,

    /// <summary>It is carried out at once; the program never ends.</summary>
    ActAndHold,
}
