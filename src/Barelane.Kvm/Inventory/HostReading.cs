using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Boot;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Inventory;

/// <summary>What was read of one host, in one pass.</summary>
internal sealed record HostReading
{
    public required MachineFacts Machine { get; init; }

    public required IommuFacts Iommu { get; init; }

    /// <summary>Every PCI function that says what it is, in address order.</summary>
    public required IReadOnlyList<PciFunction> Functions { get; init; }

    /// <summary>Functions that don't, with what was found.</summary>
    public required IReadOnlyList<string> Malformed { get; init; }

    public required HostUses Uses { get; init; }

    public required UserReader Users { get; init; }

    public required ConsoleReader Console { get; init; }

    public required IReadOnlyList<MediatedType> MediatedTypes { get; init; }

    public required Observed<IReadOnlyList<SliceInstance>> Slices { get; init; }

    public required bool HasDefinitions { get; init; }

    public required Observed<BootFile> BootFile { get; init; }

    /// <summary>Reads everything.</summary>
    public static HostReading Of(IHostFiles files)
    {
        var functions = new List<PciFunction>();
        var malformed = new List<string>();
        var reader = new PciFunctionReader(files);
        var names = files.List(PciFunctionReader.Folder);
        if (!names.IsKnown)
        {
            malformed.Add(names.Note!);
        }

        foreach (var name in names.Or([]))
        {
            if (!PciAddress.TryParse(name, out var address))
            {
                malformed.Add($"'{PciFunctionReader.Folder}/{name}' is no PCI address (domain:bus:device.function).");
                continue;
            }

            var read = reader.Read(address);
            if (read.TryGet(out var function))
            {
                functions.Add(function);
            }
            else
            {
                malformed.Add(read.Note!);
            }
        }

        functions.Sort((a, b) => a.Address.CompareTo(b.Address));
        return new HostReading
        {
            Machine = MachineReader.Read(files),
            Iommu = IommuReader.Read(files),
            Functions = functions,
            Malformed = malformed,
            Uses = HostUseReader.Read(files),
            Users = UserReader.Read(files, functions),
            Console = new ConsoleReader(files),
            MediatedTypes = MediatedReader.Types(files),
            Slices = MediatedReader.Slices(files),
            HasDefinitions = MediatedReader.HasDefinitions(files),
            BootFile = Boot.BootFile.Find(files),
        };
    }
}
