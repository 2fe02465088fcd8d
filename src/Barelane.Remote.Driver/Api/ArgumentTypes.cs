namespace Barelane.Remote.Driver.Api;

/// <summary>Sizes of OpenCL C's own types, which a kernel's argument of that type has to have.</summary>
internal static class ArgumentTypes
{
    /// <summary>0 for a type of the program's own.</summary>
    public static int SizeOf(string type)
    {
        var letters = type.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var scalar = letters switch
        {
            "char" or "uchar" or "unsigned char" => 1,
            "short" or "ushort" or "half" or "unsigned short" => 2,
            "int" or "uint" or "float" or "unsigned int" => 4,
            "long" or "ulong" or "double" or "unsigned long" => 8,
            _ => 0,
        };
        return type[letters.Length..] switch
        {
            "" => scalar,
            "2" => scalar * 2,
            "3" or "4" => scalar * 4,
            "8" => scalar * 8,
            "16" => scalar * 16,
            _ => 0,
        };
    }
}
