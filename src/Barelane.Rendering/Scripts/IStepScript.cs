using Barelane.Core.Plans;

namespace Barelane.Rendering.Scripts;

/// <summary>Writes steps in one dialect.</summary>
internal interface IStepScript
{
    /// <summary>The lines before everything else.</summary>
    IEnumerable<string> Preamble();

    /// <summary>The lines of one step, without its title.</summary>
    IEnumerable<string> Step(Step step);

    /// <summary>The lines behind everything else.</summary>
    IEnumerable<string> End() => [];
}
