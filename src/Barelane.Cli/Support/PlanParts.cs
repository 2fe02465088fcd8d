using System.Text;
using Barelane.Cli.Running;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Running;
using Barelane.Engine.Support;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Support;

/// <summary>What the rules say of the document's VMs as they are, and the plan that would follow.</summary>
internal static class PlanParts
{
    private const string Findings = "findings.json";
    private const string Plan = "plan.json";

    /// <summary>Adds both, or notes why they are missing.</summary>
    public static async Task AddAsync(SupportBundle bundle, CliContext context, BundleRequest request, bool allRead, CancellationToken cancellationToken)
    {
        if (request.Document is not { Assignments.Count: > 0 } document)
        {
            return;
        }

        if (!allRead)
        {
            bundle.Miss($"{Findings} and {Plan}", "They need every site of the document, and one was not read.", failed: true);
            return;
        }

        try
        {
            var session = await VerbSession.OpenAsync(context, document, request.Journal, writes: false, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var (fleet, goal) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
                bundle.Add(Findings, "the rules' answers as things are now", ReportJson.Text(FindingsReport.Of(document.Name, PresentFindings.Of(fleet, document, session.Session.Planners))));
                var plan = await session.Workbench.PlanAsync(fleet, goal, null, cancellationToken).ConfigureAwait(false);
                bundle.Add(Plan, "barelane plan --out", Encoding.UTF8.GetString(PlanFormat.ToBytes(plan)));
            }
        }
        catch (SiteException e)
        {
            bundle.Miss($"{Findings} and {Plan}", $"They could not be made: {e.Problem.Message}", failed: true);
        }
        catch (EngineException e)
        {
            bundle.Miss($"{Findings} and {Plan}", $"They could not be made: {e.Problem.Message}", failed: true);
        }
        catch (ProblemException e)
        {
            bundle.Miss($"{Findings} and {Plan}", $"They could not be made: {e.Problem.Message}", failed: true);
        }
    }
}
