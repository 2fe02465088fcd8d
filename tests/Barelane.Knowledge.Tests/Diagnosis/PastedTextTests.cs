using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Tests.Diagnosis;

public sealed class PastedTextTests
{
    [Theory]
    [InlineData("\u001b[31merror\u001b[0m: group 7", "error: group 7")]
    [InlineData("> quoted by a forum", "quoted by a forum")]
    [InlineData("`a message in code`", "a message in code")]
    [InlineData("Message='first line\\nSecond line'", "Message='first line\nSecond line'")]
    [InlineData("caused \\\\\\\"error running hook\\\\\\\"", "caused \"error running hook\"")]
    [InlineData("a &gt; b &amp; c", "a > b & c")]
    [InlineData("C:\\new\\nvidia", "C:\\new\\nvidia")]
    [InlineData("one\r\ntwo", "one\ntwo")]
    public void What_pasting_put_into_a_text_is_taken_out(string pasted, string clean) =>
        Assert.Equal(clean.Replace("\r", "", StringComparison.Ordinal), PastedText.Clean(pasted).Replace("\r", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("the upper MMIO region that is\nabove the limit")]
    [InlineData("the upper MMIO reg\nion that is above the limit")]
    public void A_message_that_a_window_broke_is_found(string pasted)
    {
        var diagnoser = new Diagnoser(Catalog("\"patterns\": [\"MMIO region that is above\"]"));
        diagnoser.ReadTyped(pasted, CancellationToken.None);

        Assert.Equal("X-001", Assert.Single(diagnoser.Result([]).Symptoms).Symptom.Id);
    }

    [Fact]
    public void Whole_lines_are_not_counted_once_more_for_being_put_together()
    {
        var diagnoser = new Diagnoser(Catalog("\"patterns\": [\"group * is not viable\"]"));
        diagnoser.ReadTyped("group 7 is not viable\nsomething else\nand more", CancellationToken.None);

        Assert.Equal(1, Assert.Single(diagnoser.Result([]).Symptoms).Count);
    }

    [Fact]
    public void The_lines_of_a_file_are_not_put_together()
    {
        var diagnoser = new Diagnoser(Catalog("\"patterns\": [\"MMIO region that is above\"]"));
        using var log = new MemoryStream("the upper MMIO region that is\nabove the limit\n"u8.ToArray());
        diagnoser.ReadStream("log", log, CancellationToken.None);

        Assert.Empty(diagnoser.Result([]).Symptoms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"broad\": true, ")]
    public void What_a_line_shows_goes_before_what_words_alone_tell(string broad)
    {
        var diagnoser = new Diagnoser(Catalog("\"words\": [\"screen black vm\"]", $"{broad}\"patterns\": [\"group * is not viable\"]"));
        diagnoser.ReadTyped("The screen of the VM is black: group 7 is not viable", CancellationToken.None);

        Assert.Equal(["X-002", "X-001"], diagnoser.Result([]).Symptoms.Select(s => s.Symptom.Id));
    }

    [Fact]
    public void A_line_that_only_says_that_something_failed_goes_behind_what_words_tell()
    {
        var diagnoser = new Diagnoser(SymptomCatalog.Of([("own.json", """
            { "formatVersion": 1, "date": "2026-01-01", "symptoms": [
              { "id": "X-001", "title": "t", "foundIn": ["QemuLog"], "broad": true, "patterns": ["exited with code 1"], "source": "s", "causes": [ { "cause": "c", "confidence": "possible", "remedy": "r" } ] },
              { "id": "X-002", "title": "t", "foundIn": ["QemuLog"], "words": ["black screen"], "source": "s", "causes": [ { "cause": "c", "remedy": "r" } ] } ] }
            """)]));
        diagnoser.ReadTyped("black screen, QEMU exited with code 1", CancellationToken.None);

        Assert.Equal(["X-002", "X-001"], diagnoser.Result([]).Symptoms.Select(s => s.Symptom.Id));
    }

    private static SymptomCatalog Catalog(params string[] how) =>
        SymptomCatalog.Of([("own.json", $$"""
            { "formatVersion": 1, "date": "2026-01-01", "symptoms": [ {{string.Join(", ", how.Select((h, i) => $$"""
                { "id": "X-00{{i + 1}}", "title": "t", "foundIn": ["QemuLog"], {{h}}, "source": "s", "causes": [ { "cause": "c", "remedy": "r" } ] }
                """))}} ] }
            """)]);
}
