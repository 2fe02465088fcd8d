namespace Barelane.VSphere.Wire;

/// <summary>The names that ArrayUpdateSpec has for operations.</summary>
internal static class ArrayChange
{
    public static string NameOf(ArrayOperation operation) => operation switch
    {
        ArrayOperation.Add => "add",
        ArrayOperation.Edit => "edit",
        ArrayOperation.Remove => "remove",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}
