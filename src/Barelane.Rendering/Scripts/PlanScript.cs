using System.Text;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Scripts;

/// <summary>
/// A plan as a script of the hypervisor's own tools, for change boards and for doing it by hand. Names from elsewhere are data in it: quoted, and
/// on one line in comments. What a tool has no command for is said in a comment and stops the script there.
/// </summary>
public static class PlanScript
{
    /// <summary>The script; LF line ends.</summary>
    public static string Render(PlanView view, ScriptDialect dialect)
    {
        IStepScript writer = dialect switch
        {
            ScriptDialect.PowerCli => new PowerCliSteps(view),
            ScriptDialect.Virsh => new VirshSteps(),
            ScriptDialect.PowerShell => new HyperVSteps(),
            _ => new GovcSteps(view),
        };
        var text = new StringBuilder();
        foreach (var line in writer.Preamble())
        {
            Add(line);
        }

        Comment($"{PlanFormat.IdOf(view.Plan)}: {view.Plan.Verb} '{view.Plan.Document}', made by Barelane {view.Plan.Tool}");
        Comment("Barelane itself checks every condition right before each step, reads back what it did, and can");
        Comment("take it back; this script does neither. Use it to review, or where nothing but these tools is allowed.");
        foreach (var finding in view.Plan.Findings.Where(f => f.Blocks))
        {
            Comment($"BLOCKED by {finding.Rule} ({finding.SubjectName}): {finding.Observed}");
        }

        foreach (var impact in view.Plan.Impacts)
        {
            Comment($"{impact.Consent}: {impact.Text}");
        }

        foreach (var step in view.Plan.Steps)
        {
            Add("");
            Comment($"{step.Id}  {StepWords.TitleOf(step)}");
            Comment($"     because {step.Reason}");
            foreach (var line in writer.Step(step))
            {
                Add(line);
            }

            if (StepWords.UndoOf(step) is { Length: > 0 } undo)
            {
                Comment($"     undo: {undo}");
            }
        }

        foreach (var line in writer.End())
        {
            Add(line);
        }

        return text.ToString();

        void Add(string line) => text.Append(line).Append('\n');

        void Comment(string line) => Add("# " + Printable.Of(line));
    }
}
