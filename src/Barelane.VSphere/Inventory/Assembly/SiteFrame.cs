using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>What is known of the endpoint before anything is read.</summary>
/// <param name="Alias">The document's alias.</param>
/// <param name="About">What the server says of itself.</param>
/// <param name="ApiVersion">The version agreed on.</param>
/// <param name="OwnNames">Names and addresses of the endpoint and of this machine: a guest that bears one of them runs the management.</param>
internal sealed record SiteFrame(string Alias, AboutInfo About, string ApiVersion, IReadOnlySet<string> OwnNames);
