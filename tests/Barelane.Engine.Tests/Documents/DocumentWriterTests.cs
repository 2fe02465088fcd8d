using System.Text.Json;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Engine.Tests.Documents;

public sealed class DocumentWriterTests
{
    private static readonly DocumentSchema Schema = DocumentSchema.Read();

    private static readonly JsonSerializerOptions Plain = new() { WriteIndented = true };

    private static readonly Gen<string> Words = Gen.Elements(
        "render-01", "yes", "null", "0x10", "1.5", "on", "a: b", "#x", "it's", "say \"no\"", "back\\slash", "*star", "&anchor", "{brace", "- dash", "übung", "雪", "~", "a  b", "\u00a0x", "%2f", "@x", "|", ">");

    private static readonly Gen<GpuSelector> Selectors = Gen.OneOf(
        Words.Select(m => new GpuSelector { Model = m }),
        Gen.Choose(1, 8).Select(n => new GpuSelector { Id = new PciId(0x10de, 0x2235), Count = n }),
        Words.Select(h => new GpuSelector { Address = PciAddress.Parse("0000:3b:00.0"), Host = h }),
        Words.Select(s => new GpuSelector { Serial = s, Label = s, Group = s }),
        Gen.Constant(new GpuSelector { Id = new PciId(0x10de, 0x2235, 0x10de, 0x145a) }));

    private static readonly Gen<Assignment> Assignments =
        from name in Words
        from gpu in Selectors
        from extra in Gen.Choose(0, 255)
        from word in Words
        select new Assignment
        {
            Vm = "dc1/" + name,
            Gpu = gpu,
            Way = Way.Direct,
            Variant = (extra & 1) != 0 ? WayVariant.DirectFixed : null,
            Consent = (extra & 2) != 0 ? [ConsentNames.VmPowerOff] : [],
            Accept = (extra & 4) != 0 ? ["HOST-IOMMU-001"] : [],
            Window = (extra & 8) != 0 ? "22:00-05:00" : null,
            RestorePoint = (extra & 16) != 0 ? word : null,
            MmioGiB = (extra & 32) != 0 ? 128 : null,
            DriverFiles = extra % 5 != 0,
            Guest = (extra & 64) != 0 ? ((extra & 8) != 0 ? new GuestAccess("", null) { Ssh = new SshAddress("render-01", "root", extra) } : new GuestAccess(word, new SecretRef("command", $"pass show '{word}'"))) with
            {
                Prepare = (extra & 1) != 0 ? new GuestPreparation { Driver = new GuestDriverFile(word + ".run"), RemoteDesktopHardware = (extra & 2) != 0, KeepDriver = (extra & 4) != 0 } : null,
            }
                : null,
            Create = (extra & 128) != 0 ? new NewVm { MemoryMiB = 4096, Cpus = 2, Template = word, Network = word } : null,
            PowerOn = extra % 3 != 0,
        };

    private static readonly Gen<Document> Documents =
        from assignments in Assignments.ListOf()
        from user in Words
        select new Document
        {
            Name = "farm",
            Sites = [new SiteSpec { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = "https://vc.example/sdk", User = user, Password = new SecretRef("env", "P") }],
            Assignments = [.. assignments.DistinctBy(a => a.Vm)],
            Consent = [ConsentNames.HostReboot],
            Bystanders = ["dc1/" + user],
        };

    [Fact]
    public void What_is_written_reads_back_to_the_same() => Prop.ForAll(Documents.ToArbitrary(), document =>
    {
        var text = DocumentWriter.Write(document);
        var reading = DocumentReader.Read(text);

        Assert.Empty(reading.Problems);
        Assert.Empty(Schema.Check(text));
        Assert.Equal(JsonSerializer.Serialize(document, Plain), JsonSerializer.Serialize(reading.Document, Plain));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_document_without_assignments_reads_back()
    {
        var document = new Document { Name = "empty", Sites = [new SiteSpec { Alias = "k", Hypervisor = Hypervisor.Kvm, Endpoint = "qemu:///system" }] };

        Assert.Empty(DocumentReader.Read(DocumentWriter.Write(document)).Problems);
    }
}
