namespace Barelane.VSphere.Wire;

/// <summary>What is known about a call that did not come back with a value.</summary>
internal enum VimDelivery
{
    /// <summary>The request certainly did not reach the server: nothing has been done.</summary>
    NotSent,

    /// <summary>The request may have been carried out: read before acting again.</summary>
    Unknown,

    /// <summary>The server answered that it did not do it.</summary>
    Refused,
}
