namespace Barelane.VSphere.Wire;

/// <summary>Who logs in. Never printed.</summary>
internal sealed class VimCredential(string user, string password)
{
    public string User => user;

    public string Password => password;

    /// <inheritdoc/>
    public override string ToString() => $"'{user}' with a password that is not shown";
}
