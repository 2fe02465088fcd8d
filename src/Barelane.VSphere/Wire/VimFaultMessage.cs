namespace Barelane.VSphere.Wire;

/// <summary>One detail message of a fault: the key is stable, the text is localized.</summary>
internal sealed record VimFaultMessage(string Key, string Text)
{
    public static VimFaultMessage Read(VimReader reader)
    {
        string key = string.Empty, text = string.Empty;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "key":
                    key = reader.ReadString();
                    break;
                case "message":
                    text = reader.ReadString();
                    break;
            }
        }

        return new VimFaultMessage(key, text);
    }
}
