using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;
using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;
using Barelane.TestKit;

namespace Barelane.Knowledge.Tests.Diagnosis;

public sealed class DiagnoserTests
{
    private const string Line = "vfio 0000:01:00.0: group 12 is not viable";

    [Fact]
    public void A_line_is_shown_with_its_file_its_number_and_its_text()
    {
        var seen = Assert.Single(OfBytes(Encoding.UTF8.GetBytes($"one\ntwo\r\n  {Line}\r\nfour\n")).Symptoms);

        Assert.Equal("KVM-001", seen.Symptom.Id);
        Assert.Equal(new Sighting("log", 3, Line), Assert.Single(seen.Lines));
        Assert.Equal("log:3", seen.Lines[0].Place);
    }

    [Fact]
    public void Lines_are_counted_and_the_first_three_are_kept()
    {
        var text = string.Concat(Enumerable.Range(1, 50_000).Select(i => i % 100 == 0 ? $"{Line}\n" : $"line {i} of an ordinary log\n"));

        var result = OfBytes(Encoding.UTF8.GetBytes(text));

        Assert.Equal(50_000, result.Lines);
        Assert.Equal(500, Assert.Single(result.Symptoms).Count);
        Assert.Equal([100L, 200L, 300L], result.Symptoms[0].Lines.Select(l => l.Line));
    }

    public static TheoryData<string> Forms => ["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be", "utf-16 without mark", "gzip", "gzip in gzip", "tar", "tar.gz", "zip"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Text_is_read_in_whatever_form_it_comes(string form)
    {
        const string text = $"first\n{Line}\nlast";
        var plain = Encoding.UTF8.GetBytes(text);
        byte[] bytes = form switch
        {
            "utf-8 with mark" => [0xef, 0xbb, 0xbf, .. plain],
            "utf-16 le" => [0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)],
            "utf-16 be" => [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(text)],
            "utf-16 without mark" => Encoding.Unicode.GetBytes(text),
            "gzip" => Zipped(plain),
            "gzip in gzip" => Zipped(Zipped(plain)),
            "tar" => Tarred(plain),
            "tar.gz" => Zipped(Tarred(plain)),
            "zip" => InZip(plain),
            _ => plain,
        };

        var result = OfBytes(bytes);

        Assert.Empty(result.Problems);
        var line = Assert.Single(Assert.Single(result.Symptoms).Lines);
        Assert.Equal((2L, Line), (line.Line, line.Text));
        Assert.Equal(form.StartsWith("tar", StringComparison.Ordinal) || form == "zip" ? "log!var/log/qemu.log" : "log", line.Input);
    }

    [Fact]
    public void Strings_in_a_binary_file_are_read_wide_ones_among_them()
    {
        byte[] bytes = [1, 2, 0, 0, 7, .. Encoding.Unicode.GetBytes(Line), 0, 0, 0xfe, .. "junk"u8];

        var line = Assert.Single(Assert.Single(OfBytes(bytes).Symptoms).Lines);

        Assert.Null(line.Line);
        Assert.Contains(Line, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_that_ends_in_the_middle_is_read_for_what_it_holds()
    {
        var whole = ZippedWithNoise();

        Assert.Equal("KVM-001", Assert.Single(OfBytes(whole[..(whole.Length / 2)]).Symptoms).Symptom.Id);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("tar")]
    public void What_is_cut_off_is_read_for_what_it_holds(string form)
    {
        var text = $"first\n{Line}\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => $"line {i * 7919 % 104729}\n"));
        byte[] whole = form == "tar" ? Tarred(Encoding.UTF8.GetBytes(text)) : [0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)];

        var symptom = Assert.Single(OfBytes(whole[..((whole.Length / 2) | 1)]).Symptoms);

        Assert.Equal(("KVM-001", Line), (symptom.Symptom.Id, symptom.Lines[0].Text));
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal, true)]
    [InlineData(CompressionLevel.Optimal, false)]
    [InlineData(CompressionLevel.NoCompression, true)]
    public void A_zip_that_was_cut_off_is_read_for_what_it_holds_and_that_is_said(CompressionLevel level, bool isSeekable)
    {
        var noise = string.Concat(Enumerable.Range(0, 4000).Select(i => $"line {i * 7919 % 104729}\n"));
        var whole = InZip(level, isSeekable, ("first.log", $"{noise}{Line}\n"), ("second.log", $"qemu: no iommu_group found: No such file or directory\n{noise}"), ("third.log", noise));
        var second = whole.AsSpan().IndexOf("second.log"u8);

        var result = OfBytes(whole[..(second + 3000)]);

        Assert.Equal(["KVM-001", "KVM-010"], result.Symptoms.Select(s => s.Symptom.Id).Order(StringComparer.Ordinal));
        Assert.Contains(result.Problems, p => p.Message.Contains("was cut off", StringComparison.Ordinal) && p.Message.Contains("2 members", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zip_that_was_cut_off_in_its_first_header_holds_nothing()
    {
        var result = OfBytes(InZip(CompressionLevel.Optimal, true, ("first.log", Line))[..20]);

        Assert.Empty(result.Symptoms);
        Assert.Contains("0 members", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_gzip_is_read_up_to_the_damage_and_that_is_said()
    {
        var damaged = ZippedWithNoise();
        damaged.AsSpan(damaged.Length / 2, 4096).Fill(0xff);

        var result = OfBytes(damaged);

        Assert.Equal("KVM-001", Assert.Single(result.Symptoms).Symptom.Id);
        Assert.Contains("'log' was not read to its end", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_line_hides_nothing_wherever_the_pattern_stands()
    {
        foreach (var at in (int[])[0, 262_100, 524_280, 1_000_000])
        {
            var bytes = new byte[1_500_000];
            Array.Fill(bytes, (byte)'x');
            Encoding.UTF8.GetBytes(Line).CopyTo(bytes.AsSpan(at));

            Assert.Equal("KVM-001", Assert.Single(OfBytes(bytes).Symptoms).Symptom.Id);
        }
    }

    [Fact]
    public void A_line_across_two_reads_is_found_and_numbered()
    {
        var filler = new string('a', 524_270);

        var line = Assert.Single(Assert.Single(OfBytes(Encoding.UTF8.GetBytes($"{filler}\n{Line}\n")).Symptoms).Lines);

        Assert.Equal((2L, Line), (line.Line, line.Text));
    }

    [Fact]
    public void A_folder_is_read_to_its_depths_and_links_to_folders_are_not_followed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "b"));
        File.WriteAllText(Path.Combine(folder.Path, "a.log"), "nothing\n");
        File.WriteAllText(Path.Combine(folder.Path, "b", "c.log"), Line);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "b", "loop"), folder.Path);
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);

        diagnoser.ReadPath(folder.Path, CancellationToken.None);

        var result = diagnoser.Result([]);
        Assert.Equal((2, 2L), (result.Files, result.Lines));
        Assert.Equal(Path.Combine(folder.Path, "b", "c.log"), Assert.Single(Assert.Single(result.Symptoms).Lines).Input);
    }

    [Fact]
    public void A_link_to_a_file_is_read_and_what_is_empty_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere.File("vmkernel.0"), Line);
        File.CreateSymbolicLink(folder.File("vmkernel.log"), elsewhere.File("vmkernel.0"));
        File.CreateSymbolicLink(folder.File("gone.log"), elsewhere.File("gone"));
        File.WriteAllText(folder.File("empty.log"), "");
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);

        diagnoser.ReadPath(folder.Path, CancellationToken.None);

        var result = diagnoser.Result([]);
        Assert.Empty(result.Problems);
        Assert.Equal(1, result.Files);
        Assert.Equal(folder.File("vmkernel.log"), Assert.Single(Assert.Single(result.Symptoms).Lines).Input);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem_and_the_others_are_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.log"), Line);
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);

        diagnoser.ReadPath(Path.Combine(folder.Path, "missing.log"), CancellationToken.None);
        diagnoser.ReadPath(Path.Combine(folder.Path, "a.log"), CancellationToken.None);

        Assert.Contains("missing.log", Assert.Single(diagnoser.Result([]).Problems).Message, StringComparison.Ordinal);
        Assert.Single(diagnoser.Result([]).Symptoms);
    }

    [Fact]
    public void Another_line_makes_a_cause_certain_and_brings_it_to_the_front()
    {
        const string busy = "Failed to set iommu for container: Operation not permitted";
        var alone = Assert.Single(OfText(busy).Symptoms);
        var withRmrr = OfText($"{busy}\nDMAR: Device is ineligible for IOMMU domain attach due to platform RMRR requirement.").Symptoms.Single(s => s.Symptom.Id == "KVM-008");

        Assert.Equal([Confidence.Likely, Confidence.Possible], alone.Causes.Select(c => c.Confidence));
        Assert.Contains("RMRR", withRmrr.Causes[0].Cause.Text, StringComparison.Ordinal);
        Assert.Equal(Confidence.Certain, withRmrr.Causes[0].Confidence);
        Assert.Equal("log:2", Assert.Single(withRmrr.Causes[0].Evidence).Place);
        Assert.Equal(Confidence.RuledOut, withRmrr.Causes[1].Confidence);
    }

    [Theory]
    [InlineData(Severity.Block, Confidence.Certain)]
    [InlineData(Severity.Warn, Confidence.Certain)]
    [InlineData(Severity.Pass, Confidence.RuledOut)]
    [InlineData(Severity.Note, Confidence.Possible)]
    [InlineData(Severity.Unknown, Confidence.Possible)]
    public void What_the_live_site_says_chooses_among_causes(Severity severity, Confidence expected)
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        diagnoser.ReadTyped("Failed to register the device pciPassthru0", CancellationToken.None);
        Assert.True(diagnoser.WouldAsk());

        var causes = diagnoser.Result([FindingOf("DEVICE-USE-001", severity)]).Symptoms.Single(s => s.Symptom.Id == "VSPHERE-034").Causes;

        var asked = causes.Single(c => c.Cause.Rule == "DEVICE-USE-001");
        Assert.Equal(expected, asked.Confidence);
        Assert.Equal(severity != Severity.Unknown, asked.Finding is not null);
        Assert.Equal(causes.OrderByDescending(c => c.Confidence), causes);
    }

    [Fact]
    public void The_only_cause_may_have_been_mended_since_and_is_not_ruled_out()
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        diagnoser.ReadTyped("vfio-pci 0000:01:00.0: Relaying device request to user (#0)", CancellationToken.None);

        var cause = Assert.Single(Assert.Single(diagnoser.Result([FindingOf("DEVICE-USE-001", Severity.Pass)]).Symptoms).Causes);

        Assert.Equal(Confidence.Certain, cause.Confidence);
    }

    [Fact]
    public void Nothing_known_is_nothing_found()
    {
        var result = OfText("Everything is fine.\n");

        Assert.Empty(result.Symptoms);
        Assert.Equal(1, result.Lines);
    }

    [Fact]
    public void Words_of_people_are_used_on_what_is_typed_only()
    {
        const string words = "the host hangs after VM shutdown, with a GPU in it";
        var typed = new Diagnoser(SymptomCatalog.BuiltIn);
        typed.ReadTyped(words, CancellationToken.None);

        Assert.Contains(typed.Result([]).Symptoms, s => s.Symptom.Id == "VSPHERE-010");
        Assert.Empty(OfText(words).Symptoms);
    }

    [Theory]
    [InlineData("could not initialize plugin", "VSPHERE-036")]
    [InlineData("stuck in d3", "KVM-015")]
    public void A_part_of_a_message_is_enough_when_it_is_typed(string part, string id)
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        diagnoser.ReadTyped(part, CancellationToken.None);

        Assert.Equal(id, Assert.Single(diagnoser.Result([]).Symptoms).Symptom.Id);
        Assert.Empty(OfText(part).Symptoms);
    }

    [Fact]
    public void One_hypervisor_leaves_the_others_failures_out()
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn, Hypervisor.HyperV);
        diagnoser.ReadTyped(Line, CancellationToken.None);

        Assert.Empty(diagnoser.Result([]).Symptoms);
    }

    [Fact]
    public void What_barelane_itself_wrote_into_a_support_bundle_is_no_log()
    {
        using var bundle = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(bundle, leaveOpen: true))
        {
            foreach (var name in (string[])["findings.json", "plan.json", "MANIFEST.json"])
            {
                tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Line)) });
            }
        }

        Assert.Empty(OfBytes(bundle.ToArray()).Symptoms);
    }

    [Fact]
    public void Quotes_that_a_forum_made_typographic_are_read_as_they_were() =>
        Assert.Equal("KVM-017", OfText("vfio-pci 0000:b3:00.0: BAR 1: can’t reserve [mem 0xe0000000-0xefffffff 64bit pref]\n").Symptoms[0].Symptom.Id);

    [Fact]
    public void What_more_of_the_typed_words_say_comes_first()
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        diagnoser.ReadTyped("Error 43 on a GPU-PV guest", CancellationToken.None);

        Assert.Equal("HYPERV-010", diagnoser.Result([]).Symptoms[0].Symptom.Id);
    }

    [Fact]
    public void Ordinary_logs_show_no_failure()
    {
        var assembly = typeof(DiagnoserTests).Assembly;
        var logs = assembly.GetManifestResourceNames().Where(n => n.StartsWith("ordinary/", StringComparison.Ordinal)).ToList();
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        foreach (var log in logs)
        {
            using var stream = assembly.GetManifestResourceStream(log)!;
            diagnoser.ReadStream(log, stream, CancellationToken.None);
        }

        var result = diagnoser.Result([]);
        Assert.True(logs.Count >= 7 && result.Lines > 150, $"{logs.Count} logs with {result.Lines} lines");
        Assert.True(result.Symptoms.Count == 0, string.Join("; ", result.Symptoms.Select(s => $"{s.Symptom.Id} {s.Lines[0].Place} {s.Lines[0].Text}")));
    }

    private static DiagnosisResult OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    private static DiagnosisResult OfBytes(byte[] bytes)
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        using var stream = new MemoryStream(bytes);
        diagnoser.ReadStream("log", stream, CancellationToken.None);
        return diagnoser.Result([]);
    }

    private static byte[] ZippedWithNoise()
    {
        var noise = new byte[3_000_000];
        new Random(1).NextBytes(noise);
        return Zipped([.. Encoding.UTF8.GetBytes($"{Line}\n"), .. Encoding.UTF8.GetBytes(Convert.ToBase64String(noise))]);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return zipped.ToArray();
    }

    private static byte[] Tarred(byte[] bytes)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive))
        {
            using var data = new MemoryStream(bytes);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "var/log/qemu.log") { DataStream = data });
        }

        return archive.ToArray();
    }

    /// <summary>A zip whose writer could go back to a header, or could not and wrote lengths behind the data.</summary>
    private static byte[] InZip(CompressionLevel level, bool isSeekable, params (string Name, string Text)[] files)
    {
        using var archive = new MemoryStream();
        using (var writer = new ZipArchive(isSeekable ? archive : new ForwardOnly(archive), ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var member = writer.CreateEntry(name, level).Open();
                member.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return archive.ToArray();
    }

    private sealed class ForwardOnly(Stream to) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);

        public override void Flush() => to.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    private static byte[] InZip(byte[] bytes)
    {
        using var archive = new MemoryStream();
        using (var writer = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = writer.CreateEntry("var/log/qemu.log").Open();
            member.Write(bytes);
        }

        return archive.ToArray();
    }

    private static Finding FindingOf(string rule, Severity severity) => new()
    {
        Rule = rule,
        Severity = severity,
        Subject = new ObjectRef(ObjectKind.Vm, "vc-1", "vm-1"),
        SubjectName = "dc1/render-01",
        Observed = "held by 'render-02'",
        Required = "no holder",
        Why = "a card goes to one VM",
    };
}
