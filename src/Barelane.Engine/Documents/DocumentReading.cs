using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>What came of reading a document: the document, or everything that is wrong with it.</summary>
/// <param name="Document">The document; null if there is any problem.</param>
/// <param name="Problems">All problems, in the order of the file.</param>
public sealed record DocumentReading(Document? Document, IReadOnlyList<DocumentProblem> Problems);
