namespace Barelane.VSphere.Wire;

/// <summary>What happens to one member of a cluster's list.</summary>
internal enum ArrayOperation
{
    Add,
    Edit,
    Remove,
}
