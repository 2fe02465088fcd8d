using System.Text.Json;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Support;

namespace Barelane.Engine.Tests.Support;

public sealed class TextScrubberTests
{
    [Theory]
    [InlineData("password: hunter2")]
    [InlineData("<graphics type='vnc' passwd='hunter2'/>")]
    [InlineData("{\"password\": \"hunter2\"}")]
    [InlineData("-object secret,id=masterKey0,format=raw,data=hunter2")]
    [InlineData("qemu+ssh://root:hunter2@kvm1/system")]
    [InlineData("Authorization: Bearer hunter2")]
    [InlineData("Cookie: vmware_soap_session=\"hunter2\"; Path=/")]
    [InlineData("guestinfo.userdata = \"hunter2\"")]
    [InlineData("guestinfo.metadata: hunter2")]
    [InlineData("API_KEY=hunter2")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n-----END OPENSSH PRIVATE KEY-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nhunter2 and no end")]
    [InlineData("root:$6$abcdefgh$hunter2hunter2:19000:0")]
    public void What_looks_like_a_secret_goes_whatever_names_are_kept(string text)
    {
        Assert.DoesNotContain("hunter2", new TextScrubber(keepNames: true).Scrub(text), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new TextScrubber(keepNames: false).Scrub(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_known_goes_wherever_it_stands()
    {
        var scrubber = new TextScrubber(keepNames: true);
        scrubber.AddSecret("p4ss&<word>\"'");

        foreach (var text in (string[])["p4ss&<word>\"'", "xp4ss&<word>\"'x", "<a>p4ss&amp;&lt;word&gt;&quot;&apos;</a>", JsonSerializer.Serialize("p4ss&<word>\"'"), Uri.EscapeDataString("p4ss&<word>\"'")])
        {
            Assert.DoesNotContain("p4ss", scrubber.Scrub(text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ip 10.20.30.40 up", "10.20.30.40")]
    [InlineData("inet6 fe80::5054:ff:fe12:3456/64", "fe80::5054")]
    [InlineData("addr 2001:db8:0:1:2:3:4:5 ok", "2001:db8")]
    [InlineData("mac 52:54:00:12:34:56", "52:54:00:12:34:56")]
    [InlineData("Device Serial Number 00-15-5d-ff-ff-12-34-56", "00-15-5d")]
    [InlineData("    Serial Number                  : 1324521012345", "1324521012345")]
    [InlineData("\"serial\": \"CN7016329\"", "CN7016329")]
    [InlineData("GPU UUID : GPU-0b5fd3fb-2389-4a22-ba70-52969a26b9d5", "0b5fd3fb")]
    [InlineData("UUID is 42 3e 61 c2 32 fc f5 37-1c 79 d0 ee 3c 29 e2 4a", "42 3e 61")]
    [InlineData("machine-id 3d1219c7c4c5404aaa1f6d2a48adfda4", "3d1219c7")]
    [InlineData("disk naa.600508b1001c4d31", "600508b1001c4d31")]
    [InlineData("login of jane.doe@example.com", "jane.doe")]
    [InlineData("file /home/jdoe/a.xml", "jdoe")]
    [InlineData("C:\\Users\\jdoe\\a", "jdoe")]
    public void What_tells_a_machine_or_a_person_by_its_form_becomes_a_pseudonym(string text, string telling)
    {
        Assert.DoesNotContain(telling, new TextScrubber(keepNames: false).Scrub(text), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(telling, new TextScrubber(keepNames: true).Scrub(text), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("vfio-pci 0000:3b:00.0: not ready 65535ms after FLR; giving up")]
    [InlineData("3b:00.0 3D controller [0302]: NVIDIA Corporation GA102GL [A40] [10de:2235] (rev a1)")]
    [InlineData("Driver Version : 580.95.05, libvirt 11.3.0, 10.0.26100.4946")]
    [InlineData("2026-11-28T17:24:25.123Z cpu0:2097152)PCI: listening on 127.0.0.1 and ::1")]
    [InlineData("[  131.337] NVRM: GPU at 0000:3b:00.0 failed (0x26:0x56:1463)")]
    [InlineData("  Memory at 38000000000 (64-bit, prefetchable) [size=64G]")]
    [InlineData("std::exception in vim::Task at 12:34:56")]
    public void What_support_needs_stays(string text) => Assert.Equal(text, new TextScrubber(keepNames: false).Scrub(text));

    [Fact]
    public void A_name_has_the_same_pseudonym_in_every_text_and_every_spelling()
    {
        var scrubber = new TextScrubber(keepNames: false);
        scrubber.AddHost("host", "esx7.corp.example");
        scrubber.AddName("vm", "render & co");

        Assert.Equal("host-001 host-001 host-002", scrubber.Scrub("esx7.corp.example ESX7.corp.example esx7"));
        Assert.Equal("<name>vm-001</name> \"vm-001\" vm-001.log", scrubber.Scrub("<name>render &amp; co</name> \"render \\u0026 co\" render%20%26%20co.log"));
        Assert.Equal("other.domain-001", scrubber.Scrub("other.corp.example"));
    }

    [Fact]
    public void A_name_inside_of_a_longer_word_is_another_word()
    {
        var scrubber = new TextScrubber(keepNames: false);
        scrubber.AddName("vm", "kernel");
        scrubber.AddName("vm", "vm1");

        Assert.Equal("vmkernel.log vm-002-disk0 vm12", scrubber.Scrub("vmkernel.log vm1-disk0 vm12"));
    }

    [Fact]
    public void The_names_of_an_inventory_and_of_a_site_are_known()
    {
        var scrubber = new TextScrubber(keepNames: false);
        scrubber.Add(new SiteSpec { Alias = "berlin", Hypervisor = Hypervisor.VSphere, Endpoint = "https://vc01.corp.example/sdk", User = "jdoe@corp.example" });

        var text = scrubber.Scrub("berlin vc01.corp.example vc01 jdoe JDOE");

        Assert.All((string[])["berlin", "vc01", "corp", "jdoe"], n => Assert.DoesNotContain(n, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names as people give them: signs of every kind, markup, other scripts, parts of each other. Made from a seed, so that a failure can be repeated.</summary>
    [Fact]
    public void Hostile_names_never_come_through_in_any_spelling()
    {
        string[] parts = ["a", "web", "01", "&", "<b>", "\"", "'", " ", "%2f", "ü", "名", "$x", "(x)", ".*", "\\", "-", "_", "vm", "GPU", "\t"];
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var names = Enumerable.Range(0, 6).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)])))
                .Where(n => n.Any(char.IsLetter) && !string.IsNullOrWhiteSpace(n)).Select(n => $"q{n}z").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            var scrubber = new TextScrubber(keepNames: false);
            names.ForEach(n => scrubber.AddName("vm", n));
            foreach (var name in names)
            {
                foreach (var text in (string[])[$"begin {name} end", $"<name>{System.Security.SecurityElement.Escape(name)}</name>", JsonSerializer.Serialize(name), $"/var/log/{Uri.EscapeDataString(name)}.log", $"{name}-disk.vmdk", name])
                {
                    var scrubbed = scrubber.Scrub(text);

                    Assert.Contains("vm-00", scrubbed, StringComparison.Ordinal);
                    Assert.DoesNotContain(name, scrubbed, StringComparison.OrdinalIgnoreCase);
                }
            }
        }
    }
}
