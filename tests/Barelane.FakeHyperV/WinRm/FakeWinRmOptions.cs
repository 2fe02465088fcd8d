namespace Barelane.FakeHyperV.WinRm;

/// <summary>How the fake service is set up. Numbers are those of a fresh Windows Server unless a test says otherwise.</summary>
internal sealed record FakeWinRmOptions
{
    /// <summary>The account that may log in.</summary>
    public string User { get; init; } = "admin";

    /// <summary>Its password.</summary>
    public string Password { get; init; } = "p4ss wörd";

    /// <summary>Whether the service takes Basic; by default Windows offers Negotiate alone.</summary>
    public bool OffersBasic { get; init; } = true;

    /// <summary>How many shells an account may have open (Windows: 30; 5 before Windows Server 2012).</summary>
    public int MaxShellsPerUser { get; init; } = 30;

    /// <summary>The largest request in bytes (<c>MaxEnvelopeSizekb</c>, 500).</summary>
    public int MaxEnvelopeSize { get; init; } = 512000;

    /// <summary>How long Receive is held where there is no output; null for what the client asks for.</summary>
    public TimeSpan? Hold { get; init; }

    /// <summary>Called with each request's action before it is handled; false drops the connection instead.</summary>
    public Func<string, bool> Keeps { get; init; } = _ => true;

    /// <summary>Called with each request's action after it was handled; false drops the connection instead of the answer.</summary>
    public Func<string, bool> Answers { get; init; } = _ => true;
}
