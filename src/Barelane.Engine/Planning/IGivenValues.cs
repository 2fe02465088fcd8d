using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>What is remembered of the values before Barelane gave a card; the journal is the one implementation that knows.</summary>
public interface IGivenValues
{
    /// <summary>
    /// The wants that take back everything the document's runs gave this VM (the VM's own fields and its devices'), or null where
    /// nothing is remembered: then only the card itself and the mark can be taken off.
    /// </summary>
    IReadOnlyList<Want>? OldValues(string document, ObjectRef vm, string unit);

    /// <summary>
    /// What the document's last runs left half done and no assignment wants by itself: a host still in maintenance, a bystander still
    /// shut down or sheltered. Applying again puts it back as it was found.
    /// </summary>
    IReadOnlyList<Want> OpenEnds(string document) => [];

    /// <summary>
    /// The document's run that did not come to its end, which an apply goes on with: both are then taken back as one. Null where there is none.
    /// </summary>
    string? OpenRun(string document) => null;
}
