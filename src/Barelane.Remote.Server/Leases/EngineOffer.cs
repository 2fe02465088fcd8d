namespace Barelane.Remote.Server.Leases;

/// <summary>What a program needs to reach an external engine. <c>{host}</c> in a value is the server as the client reaches it, <c>{files}</c> the folder of the files.</summary>
internal sealed record EngineOffer(IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Files);
