namespace Barelane.EndToEnd.Tests.Matrix;

/// <summary>One cell of the matrix: in this shape this trouble befalls this step, and then somebody does this.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Step">The step.</param>
/// <param name="Trouble">The trouble.</param>
/// <param name="FollowUp">The command after it: undo, resume or apply.</param>
internal sealed record Cell(Shape Shape, SentStep Step, Trouble Trouble, string FollowUp)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Shape.Name} · {Step.Kind} ({Step.Method} on {Step.On}) · {Trouble} · {FollowUp}";
}
