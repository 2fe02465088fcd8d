namespace Barelane.FakeHyperV.Host;

/// <summary>A planted fault broke the connection in the middle of a script: whoever plays the transport lets no answer through.</summary>
public sealed class ConnectionLostException : Exception
{
    public ConnectionLostException()
        : base("The connection broke off.")
    {
    }
}
