using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>What matters of a VM's virtual devices: those of the host, and whether there is a TPM.</summary>
internal sealed record HardwareRow(IReadOnlyList<GivenRow> Given, bool HasTpm)
{
    private static readonly HardwareRow Plain = new([], false);
    private static readonly HardwareRow PlainWithTpm = new([], true);

    public static HardwareRow Read(VimReader reader)
    {
        List<GivenRow>? given = null;
        var tpm = false;
        foreach (var _ in reader.Children())
        {
            switch (reader.TypeName)
            {
                case "VirtualPCIPassthrough" or "VirtualSriovEthernetCard":
                    (given ??= []).Add(GivenRow.Read(reader));
                    break;
                case "VirtualTPM":
                    tpm = true;
                    break;
            }
        }

        return given is not null ? new HardwareRow(given, tpm) : tpm ? PlainWithTpm : Plain;
    }
}
