using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>One privilege that one step needs on one object.</summary>
/// <param name="Step">The step.</param>
/// <param name="Entity">The object.</param>
/// <param name="EntityName">Its name for people.</param>
/// <param name="Privilege">vSphere's own name of the privilege.</param>
/// <param name="IsCertain">False for one that only some servers are said to demand.</param>
internal sealed record PrivilegeNeed(Step Step, ManagedObjectRef Entity, string EntityName, string Privilege, bool IsCertain = true);
