namespace Barelane.VSphere.Wire;

/// <summary>The server's certificate is not trusted. Nothing has been sent.</summary>
internal sealed class VimCertificateException(string message, string thumbprint, Exception? inner = null) : VimException(message, VimDelivery.NotSent, inner)
{
    /// <summary>The certificate shown, as 'sha256:AB:CD:…', ready to be pinned.</summary>
    public string Thumbprint { get; } = thumbprint;
}
