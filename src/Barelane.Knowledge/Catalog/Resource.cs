using System.Text;

namespace Barelane.Knowledge.Catalog;

/// <summary>Files that are built into the program.</summary>
internal static class Resource
{
    /// <summary>The catalogue in a built-in file.</summary>
    /// <exception cref="InvalidOperationException">The program was built without it, or it has mistakes.</exception>
    public static T Load<T>(string name, Func<string, (T? Sound, IReadOnlyList<string> Problems)> read)
        where T : class
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (sound, problems) = read(reader.ReadToEnd());
        return problems.Count == 0 && sound is not null ? sound : throw new InvalidOperationException($"The program's '{name}' has mistakes: {string.Join(" ", problems)}");
    }
}
