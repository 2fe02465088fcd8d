using System.Globalization;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Server.Leases;

/// <summary>What each user may have: lines such as <c>anna devices=2 memory=16GiB leases=4</c>; <c>*</c> is everybody who has no line.</summary>
internal sealed class Quotas(IReadOnlyDictionary<string, Quota> users)
{
    private static readonly Quota Unlimited = new(0, 0, 0);

    public static Quotas None { get; } = new(new Dictionary<string, Quota>());

    /// <summary>Reads a file; what is wrong with it is an <see cref="ArgumentException"/> that names the line.</summary>
    public static Quotas Read(string file)
    {
        try
        {
            return Parse(File.ReadAllLines(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The quotas '{file}' can't be read: {e.Message}", e);
        }
    }

    public static Quotas Parse(IReadOnlyList<string> lines, string file)
    {
        var users = new Dictionary<string, Quota>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            var words = lines[i].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#')
            {
                continue;
            }

            var quota = words.Length > 1 ? words.Skip(1).Aggregate((Quota?)Unlimited, With) : null;
            if (quota is null || !users.TryAdd(words[0], quota))
            {
                throw new ArgumentException(quota is null
                    ? $"Line {i + 1} of '{file}' is '{lines[i].Trim()}'; write a user and what the user may have at once: 'anna devices=2 memory=16GiB leases=4'."
                    : $"Line {i + 1} of '{file}' names '{words[0]}' a second time.");
            }
        }

        return new Quotas(users);
    }

    public Quota Of(string user) => users.GetValueOrDefault(user) ?? users.GetValueOrDefault("*") ?? Unlimited;

    private static Quota? With(Quota? quota, string word) => word.Split('=', 2) switch
    {
        ["devices", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => quota is null ? null : quota with { Devices = count },
        ["leases", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => quota is null ? null : quota with { Leases = count },
        ["memory", var text] when MemoryText.TryParse(text, out var bytes) => quota is null ? null : quota with { Memory = bytes },
        _ => null,
    };
}
