using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Reads advanced options by the allow-list of <see cref="VSphereOptions"/>; the value of any other key is passed over unread.</summary>
internal static class OptionReader
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The options of an ArrayOfOptionValue that Barelane reads.</summary>
    public static IReadOnlyDictionary<string, string> ReadAll(VimReader reader)
    {
        Dictionary<string, string>? options = null;
        foreach (var _ in reader.Children())
        {
            if (Read(reader) is { } option)
            {
                (options ??= new(StringComparer.Ordinal))[option.Key] = option.Value;
            }
        }

        return options ?? None;
    }

    /// <summary>One OptionValue; null where Barelane does not read its key.</summary>
    public static KeyValuePair<string, string>? Read(VimReader reader)
    {
        string? key = null;
        KeyValuePair<string, string>? option = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "key":
                    key = VSphereOptions.Canonical(reader.ReadPooled());
                    break;
                case "value" when key is not null:
                    option = new(key, reader.ReadPooled());
                    break;
            }
        }

        return option;
    }
}
