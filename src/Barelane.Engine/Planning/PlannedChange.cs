using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>A want that is not so yet: what has to change, and what changing it means.</summary>
internal sealed record PlannedChange(ObjectRef Target, FieldChange Change, ChangeEffect Effect, string Unit, string Reason);
