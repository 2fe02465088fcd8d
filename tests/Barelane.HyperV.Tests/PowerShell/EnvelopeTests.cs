using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Tests.PowerShell;

public class EnvelopeTests
{
    [Fact]
    public void Noise_before_and_after_the_answer_is_no_part_of_it()
    {
        var (envelope, _) = Envelope.Read("WARNING: the profile is slow\r\nActive code page: 65001\r\n" + Envelopes.Of(Envelopes.Fine) + "Logged off.\r\n");

        Assert.Equal("vm1", envelope!.Data!.Value[0].GetProperty("name").GetString());
    }

    [Fact]
    public void An_answer_that_a_console_broke_into_lines_is_put_together()
    {
        var text = Envelopes.Of(Envelopes.Fine);

        Assert.NotNull(Envelope.Read(string.Join("\r\n", text.TrimEnd().Insert(30, "\r\n").Insert(50, "\r\n"))).Envelope);
    }

    [Fact]
    public void Names_in_every_script_come_back_as_they_are()
    {
        var (envelope, _) = Envelope.Read(Envelopes.Of("""{"v":1,"ok":true,"data":["Grafik-Prüfstand „A“ 图形 🖥"],"warnings":["Warnung: früher"]}"""));

        Assert.Equal("Grafik-Prüfstand „A“ 图形 🖥", envelope!.Data!.Value[0].GetString());
        Assert.Equal(["Warnung: früher"], envelope.Warnings);
    }

    [Theory]
    [InlineData("", "printed no answer")]
    [InlineData("<<<BARELANE eyJ2Ijox", "breaks off")]
    [InlineData("<<<BARELANE !!! BARELANE>>>", "breaks off")]
    [InlineData("<<<BARELANE eyJ2 BARELANE>>>", "not the JSON")]
    [InlineData("<<<BARELANE e30= BARELANE>>>", "not the JSON")]
    [InlineData("<<<BARELANE eyJ2IjoxLCJvayI6dHJ1ZSwiZGF0YSI6e319 BARELANE>>>", "not the JSON")]
    [InlineData("<<<BARELANE eyJ2IjoyLCJvayI6dHJ1ZSwiZGF0YSI6W119 BARELANE>>>", "version 2")]
    public void What_is_not_one_whole_answer_is_said(string output, string reason)
    {
        var (envelope, why) = Envelope.Read(output);

        Assert.Null(envelope);
        Assert.Contains(reason, why, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_answers_are_none()
    {
        var (envelope, why) = Envelope.Read(Envelopes.Of(Envelopes.Fine) + Envelopes.Of(Envelopes.Fine));

        Assert.Null(envelope);
        Assert.Equal("The host printed 2 answers where one was expected.", why);
        Assert.Null(Envelope.Read("<<<BARELANE AAAA\r\n" + Envelopes.Of(Envelopes.Fine)).Envelope);
    }

    [Fact]
    public void An_error_is_known_by_its_id_category_and_numbers_in_whatever_language_it_is_told()
    {
        var (envelope, _) = Envelope.Read(Envelopes.Of("""
            {"v":1,"ok":false,"warnings":["w"],"error":{"id":"OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM","category":"InvalidResult","activity":"Start-VM","target":"vm1",
            "message":"Fehler beim Starten von \"vm1\": Ein Hypervisorfeature steht für den Benutzer nicht zur Verfügung. (0xC035001E). (ID des virtuellen Computers 0DB11A28-7A5B-4C0E-8E4A-111111111111)",
            "type":"Microsoft.HyperV.PowerShell.VirtualizationException","hresult":-2146233088,"inner":"","innerHresult":-2143878114}}
            """));

        var error = envelope!.Error!;
        Assert.True(error.Is("OperationFailed"));
        Assert.True(error.Is("OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM"));
        Assert.False(error.Is("InvalidParameter"));
        Assert.Equal("InvalidResult", error.Category);
        Assert.Equal(0xC035001E, error.Status);
        Assert.Equal(-2143878114, error.HResult);
        Assert.Equal(["w"], envelope.Warnings);
    }

    [Fact]
    public void A_64_bit_address_in_a_message_is_no_status()
    {
        var (envelope, _) = Envelope.Read(Envelopes.Of("""
            {"v":1,"ok":false,"error":{"id":"InvalidParameter","message":"The upper MMIO region (0x00000017dffff000) is above the supported physical address range.","inner":"(0x80070057)"}}
            """));

        Assert.Equal(0x80070057, envelope!.Error!.Status);
    }

    [Fact]
    public void PowerShell_s_XML_on_standard_error_is_read_as_words()
    {
        const string Said = "#< CLIXML\r\n<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj S=\"progress\" RefId=\"0\"/>"
            + "<S S=\"Error\">Method invocation is supported only on core types in this language mode._x000D__x000A_</S><S S=\"Error\">At line:1 char:1_x000D__x000A_</S><S S=\"Warning\">no</S></Objs>";

        Assert.Equal("Method invocation is supported only on core types in this language mode.\r\nAt line:1 char:1", Envelope.ErrorText(Said));
        Assert.Equal("", Envelope.ErrorText("#< CLIXML\r\n<Objs><Obj S=\"progress\"/></Objs>"));
        Assert.Equal("plain words", Envelope.ErrorText("plain words\r\n"));
    }
}
