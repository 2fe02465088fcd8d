namespace Barelane.VSphere.Wire;

/// <summary>A part of a log.</summary>
/// <param name="End">The number of its last line.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record LogSegment(int End, IReadOnlyList<string> Lines)
{
    public static LogSegment Read(VimReader reader)
    {
        var end = 0;
        var lines = new List<string>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "lineEnd":
                    end = reader.ReadInt32();
                    break;
                case "lineText":
                    lines.Add(reader.ReadString());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new LogSegment(end, lines);
    }
}
