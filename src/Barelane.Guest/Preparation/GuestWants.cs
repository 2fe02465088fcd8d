using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.Guest.Preparation;

/// <summary>What an assignment wants of its guest. Pure. A guest that can't be asked now is prepared by a later apply, and a finding says so.</summary>
internal static class GuestWants
{
    private const string Source = "docs/reference/guest.md";
    private static readonly string[] LinuxFiles = [".deb", ".rpm", ".run"];

    public static void Add(GuestDraft draft, GuestPreparation wish)
    {
        if (draft.Vm is null || GuestFacts.Read(draft.Vm) is not { } guest)
        {
            Later(draft);
            return;
        }

        if (!guest.IsAdministrator)
        {
            draft.Say("GUEST-PREPARE-002", Severity.Block, draft.Question.VmRef, "the account in the guest is not its administrator", "root, or a member of Administrators",
                "Drivers and policies are the administrator's.", "Name another account under 'guest:'.", Source);
        }

        if (wish.Driver is { } driver)
        {
            AddDriver(draft, guest, driver);
        }

        if (guest.System == "windows")
        {
            AddPolicies(draft, wish);
        }
        else if (wish.RemoteDesktopHardware || wish.KeepDriver)
        {
            draft.Say("GUEST-PREPARE-003", Severity.Block, draft.Question.VmRef, "the guest is Linux, and 'remote-desktop' and 'windows-update' are Windows' own", "Wishes that fit the guest's system",
                "A wish that can't be fulfilled would look as if it were.", "Take them out of the assignment.", Source);
        }
    }

    private static void Later(GuestDraft draft)
    {
        var why = draft.Vm is null ? "the VM does not exist yet" : draft.Vm.GuestValues.Note ?? "its guest was not asked";
        draft.Say("GUEST-PREPARE-001", Severity.Note, draft.Question.VmRef, $"the guest can't be prepared by this plan: {why}", "A running guest that can be asked",
            "What a guest has now has to be known before it is changed, so that it can be put back.", "Run 'apply' again once the VM runs: it does what is left.", Source);
    }

    private static void AddDriver(GuestDraft draft, GuestState guest, GuestDriverFile driver)
    {
        var isWindows = guest.System == "windows";
        var kind = Path.GetExtension(driver.Name).ToLowerInvariant();
        if (isWindows ? kind != ".zip" : !LinuxFiles.Contains(kind))
        {
            draft.Say("GUEST-PREPARE-004", Severity.Block, draft.Question.VmRef, $"'{driver.Name}' is for a {(isWindows ? "Windows" : "Linux")} guest", isWindows ? "A .zip with the driver's INF package" : "A .deb, a .rpm or a .run",
                "Only these can be installed without a question, checked, and removed again.",
                isWindows ? "Unpack the vendor's .exe (7-Zip does), and zip the folder that holds its .inf and .cat files, e.g. 'Display.Driver'." : "Take the vendor's package for the guest's distribution.", Source);
            return;
        }

        if (driver.Bytes > GuestDriverTransfer.Most)
        {
            draft.Say("GUEST-PREPARE-005", Severity.Block, draft.Question.VmRef, $"'{driver.Name}' has {driver.Bytes} bytes", $"At most {GuestDriverTransfer.Most}", "It is sent as one piece.", "Install it in the guest yourself.", Source);
        }

        if (!isWindows && guest.SecureBoot == true && kind == ".run")
        {
            draft.Say("GUEST-PREPARE-006", Severity.Block, draft.Question.VmRef, "Secure Boot is on in the guest, and a .run builds modules that nobody has signed for it", "Modules signed with a key that the guest trusts",
                "The kernel refuses others; and enrolling a key takes somebody at the VM's console during its next start.",
                "Install the distribution's signed packages; or in the guest: 'openssl req -new -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=module/ -keyout MOK.priv -outform DER -out MOK.der', 'mokutil --import MOK.der', restart, confirm at the console, and run the .run with '--module-signing-secret-key=MOK.priv --module-signing-public-key=MOK.der'.",
                "mokutil(1); NVIDIA driver README, installed kernel modules and signing");
            return;
        }

        if (guest.Values.GetValueOrDefault(GuestFields.Driver.Qualifier) is { } present && present.StartsWith(GuestFields.Foreign, StringComparison.Ordinal))
        {
            draft.Say("GUEST-PREPARE-007", Severity.Warn, draft.Question.VmRef, $"the guest has driver {present[GuestFields.Foreign.Length..]}, which Barelane did not install", "A driver that can be put back",
                "Undo removes the new driver; the former one does not come back by itself.", "Make a restore point first ('restore-point: NAME'), or keep the former driver's file.", Source);
        }

        if (!isWindows && IsNvidia(draft))
        {
            draft.WantOfVm(GuestFields.Nouveau, "kept-out", "NVIDIA's driver and nouveau can't both have the card");
        }

        draft.WantOfVm(GuestFields.Driver, GuestFields.ValueOf(driver.Name, driver.Sha256), "the document names this driver for the guest");
        if (isWindows && guest.BitLocker == true)
        {
            draft.Say("GUEST-PREPARE-008", Severity.Warn, draft.Question.VmRef, "BitLocker protects the guest's system drive", "A recovery key at hand, or protection suspended for the next start",
                "A new device or other firmware changes what the TPM measures, and the guest then asks for its recovery key at the console.",
                "In the guest: 'Suspend-BitLocker -MountPoint $env:SystemDrive -RebootCount 1', and note the key with 'manage-bde -protectors -get $env:SystemDrive'.", "Microsoft, BitLocker countermeasures; Suspend-BitLocker");
        }
    }

    private static void AddPolicies(GuestDraft draft, GuestPreparation wish)
    {
        if (wish.RemoteDesktopHardware)
        {
            draft.WantOfVm(GuestFields.Policy("bEnumerateHWBeforeSW"), "1", "Remote Desktop sessions shall use the hardware adapter");
            draft.WantOfVm(GuestFields.Policy("AVCHardwareEncodePreferred"), "1", "Remote Desktop shall encode on the GPU");
        }

        if (wish.KeepDriver)
        {
            draft.WantOfVm(GuestFields.Policy("ExcludeWUDriversInQualityUpdate"), "1", "Windows Update shall not replace the vendor's driver");
        }
    }

    private static bool IsNvidia(GuestDraft draft) =>
        draft.Question.Gpus.Any(g => g.Main.Id.Vendor == PciId.Nvidia) || draft.Assignment.Gpu.Profile?.StartsWith("nvidia", StringComparison.OrdinalIgnoreCase) == true;
}
