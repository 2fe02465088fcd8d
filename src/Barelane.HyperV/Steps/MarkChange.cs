using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>Writes the mark into a VM's notes. What others write there at the same time is not written over.</summary>
internal static class MarkChange
{
    public static async Task ApplyAsync(StepRun run, IReadOnlyList<FieldChange> marks)
    {
        var vms = await new HostReader(run.Tools.Shell).ManyAsync(ReadScripts.Vms, [], AnswersJson.Default.VmAnswer, run.CancellationToken).ConfigureAwait(false);
        var notes = (vms.FirstOrDefault(v => v.Id.Equals(run.Vm, StringComparison.OrdinalIgnoreCase)) ?? throw run.NoVm()).Notes;
        try
        {
            await run.SendAsync(ChangeScripts.SetNotes, new JsonObject { ["Vm"] = run.Vm, ["Before"] = notes, ["Value"] = NotesMark.Write(notes, marks) }).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.InnerException is HostScriptException { Error: { } error } && error.Is("barelane-concurrent-change"))
        {
            throw new SiteException(
                new Problem
                {
                    Code = "concurrent-change",
                    Message = $"Somebody wrote the notes of '{run.Step.TargetName}' in the meantime; the mark was not written over them.",
                    Remedy = "Run 'barelane resume'.",
                },
                e.InnerException);
        }
    }
}
