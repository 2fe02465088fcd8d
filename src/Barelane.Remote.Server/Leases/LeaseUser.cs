namespace Barelane.Remote.Server.Leases;

/// <summary>Who asks.</summary>
/// <param name="Name">The user: by token, by certificate, or by the account on the same machine.</param>
/// <param name="IsAdministrator">Whether the user may end the leases of others: root, or the server's own account, on the same machine.</param>
internal sealed record LeaseUser(string Name, bool IsAdministrator);
