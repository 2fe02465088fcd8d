using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>Reads where a secret is to be had; a secret itself is refused and never repeated.</summary>
internal static class SecretText
{
    /// <summary>The reference under <paramref name="key"/>, or null.</summary>
    public static SecretRef? Read(MapReader map, string key)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        var secret = SecretRef.TryParse(text);
        if (secret is null)
        {
            map.Add(map.Node(key)!, $"'{key}' must say where the secret is to be had, not the secret itself: write 'env:NAME', 'file:PATH' or 'command:LINE'. If this was a real password, change it.");
        }

        return secret;
    }
}
