using Barelane.Twin.Recording;

namespace Barelane.EndToEnd.Tests.Matrix;

/// <summary>A plan of one shape: a site, a document, and the command whose steps are met by troubles.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Site">The site as it is at the start.</param>
/// <param name="Assignment">The document's one assignment.</param>
/// <param name="Steps">The steps, by what they send.</param>
/// <param name="OfUndo">Whether the command is an undo after an undisturbed apply; otherwise the apply itself.</param>
internal sealed record Shape(string Name, Func<RecordedSite> Site, string Assignment, IReadOnlyList<SentStep> Steps, bool OfUndo = false)
{
    /// <summary>The command.</summary>
    public string Command => OfUndo ? "undo" : "apply";
}
