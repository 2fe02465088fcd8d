namespace Barelane.Core.Losses;

/// <summary>One line of a hypervisor's table: what becomes of one feature under one way.</summary>
/// <param name="Consent">The consent that stands for the feature, one of <see cref="Plans.ConsentNames"/>.</param>
/// <param name="Feature">The hypervisor's own word for it, e.g. <c>vMotion</c>.</param>
/// <param name="Certainty">What becomes of it.</param>
/// <param name="Text">A sentence: what becomes of it, with the condition where there is one.</param>
/// <param name="Source">Where that comes from.</param>
internal sealed record LossRow(string Consent, string Feature, LossCertainty Certainty, string Text, string Source);
