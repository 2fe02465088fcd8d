namespace Barelane.VSphere.Wire;

/// <summary>A file in a guest, ready to be fetched once from an address of the server ('*' for the host means the server's own name).</summary>
internal sealed record GuestFile(long Size, string Address)
{
    public static GuestFile Read(VimReader reader)
    {
        var size = 0L;
        var address = string.Empty;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "size":
                    size = reader.ReadInt64();
                    break;
                case "url":
                    address = reader.ReadString();
                    break;
            }
        }

        return new GuestFile(size, address);
    }
}
