using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Guest.Preparation;

/// <summary>What an assignment of the remote way wants: the VM running, and a lease with its driver in the guest. The same on every hypervisor. Pure.</summary>
internal static class RemoteWants
{
    private const string Source = "docs/reference/remote.md";
    private const string Reason = "the VM uses GPUs of a pool by this document";

    public static void Add(GuestDraft draft)
    {
        var assignment = draft.Assignment;
        draft.WantOfVm(Field.Power, assignment.PowerOn ? "on" : "off", assignment.PowerOn ? "the document wants it to run" : "the document wants it to be off");
        if (draft.Vm is null || GuestFacts.Read(draft.Vm) is not { } guest)
        {
            var why = draft.Vm?.GuestValues.Note ?? "its guest was not asked";
            draft.Say("GUEST-LEASE-001", Severity.Note, draft.Question.VmRef, $"the guest can't be given a lease by this plan: {why}", "A running guest that can be asked",
                "What a guest has now has to be known before it is changed, so that it can be put back.", "Run 'apply' again once the VM runs: it does what is left.", Source);
            return;
        }

        if (guest.System != "linux")
        {
            draft.Say("GUEST-LEASE-002", Severity.Block, draft.Question.VmRef, "the guest is Windows", "A Linux guest, x86-64, with glibc 2.34 or later",
                "Barelane's OpenCL driver for remote GPUs runs on Linux alone.", "Choose 'way: direct' or 'way: shared' for this VM.", Source);
            return;
        }

        if (!guest.IsAdministrator)
        {
            draft.Say("GUEST-PREPARE-002", Severity.Block, draft.Question.VmRef, "the account in the guest is not its administrator", "root, or a member of Administrators",
                "Drivers and policies are the administrator's.", "Name another account under 'guest:'.", "docs/reference/guest.md");
        }

        if (guest.Values.GetValueOrDefault(GuestFields.Remote.Qualifier) == GuestFields.ForeignRemote)
        {
            draft.Say("GUEST-LEASE-003", Severity.Block, draft.Question.VmRef, "the guest has '/etc/barelane/remote.conf' or '/etc/OpenCL/vendors/barelane.icd' already, which Barelane did not write",
                "A guest without them, or with those that Barelane wrote", "What somebody set up by hand is never written over.", "Remove them in the guest, if nobody needs them.", Source);
            return;
        }

        draft.WantOfVm(Marks.Document, draft.Question.Document, Reason);
        draft.WantOfVm(Marks.Cards, Marks.FormatCards([$"lease {assignment.Gpu.Pool}"]), Reason);
        draft.WantWithOthers(Field.Mark("owner"), draft.Question.Id, Reason);
        draft.WantWithOthers(Marks.Run, FieldChange.RunToken, Reason);
        draft.WantWithOthers(Marks.Version, Marks.CurrentVersion, Reason);
        draft.WantOfVm(GuestFields.Remote, ValueOf(assignment), Reason);
    }

    /// <summary><c>lab 2 x 4096 MiB driver 0123456789abcdef</c>, or <c>lab 1 x whole driver …</c>.</summary>
    public static string ValueOf(Assignment assignment) => string.Create(
        CultureInfo.InvariantCulture,
        $"{assignment.Gpu.Pool} {assignment.Gpu.Count} x {(assignment.Gpu.MemoryMiB is { } memory ? $"{memory} MiB" : "whole")} driver {assignment.RemoteDriver?.Sha256[..16] ?? "unknown"}");

    /// <summary>The pool in a value.</summary>
    public static string PoolOf(string value) => value.Split(' ')[0];
}
