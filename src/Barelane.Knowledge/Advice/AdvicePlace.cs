namespace Barelane.Knowledge.Advice;

/// <summary>Users that one kind of card of one host serves.</summary>
/// <param name="Host">The host.</param>
/// <param name="Model">The cards' model.</param>
/// <param name="Addresses">The cards that are used.</param>
/// <param name="Profile">The profile of their slices; null where the cards go whole.</param>
/// <param name="Users">Users served at the same time.</param>
/// <param name="Room">Users more that these cards have room for.</param>
/// <param name="Note">Something to know of it: cards of one user on two NUMA nodes; may be empty.</param>
public sealed record AdvicePlace(string Host, string Model, IReadOnlyList<string> Addresses, string? Profile, int Users, int Room, string Note);
