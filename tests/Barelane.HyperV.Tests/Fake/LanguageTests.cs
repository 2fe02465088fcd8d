using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using static Barelane.HyperV.Tests.Fake.Scripts;

namespace Barelane.HyperV.Tests.Fake;

/// <summary>The language, held against what Microsoft documents of Windows PowerShell 5.1; each row names the page.</summary>
public class LanguageTests
{
    // about_Arrays, about_Pipelines: an array of one unwraps; @( ) keeps it an array; @($null) has one element, @() of nothing none.
    [Theory]
    [InlineData("@(1).Count", "[1]")]
    [InlineData("$x = @(1, 2 | Where-Object { $_ -eq 1 }); $x.Count", "[1]")]
    [InlineData("@($null).Count", "[1]")]
    [InlineData("@(1, 2 | Where-Object { $_ -gt 5 }).Count", "[0]")]
    [InlineData("$x = 1, 2 | Where-Object { $_ -gt 5 }; @($x).Count", "[0]")]
    [InlineData("$x = 1, 2, 3; $x[-1]", "[3]")]
    [InlineData("foreach ($i in $null) { 'never' }", "[]")]
    [InlineData("$null | ForEach-Object { 'once' }", "[\"once\"]")]
    [InlineData("@(@(1, 2), 3).Count", "[2]")]
    [InlineData("$x = @(); $x += 1; $x += 2; $x.Count", "[2]")]
    // about_Comparison_Operators: an array on the left is filtered; texts and names ignore case; the right side becomes the left one's type.
    [InlineData("@(1, 2, 1 -eq 1).Count", "[2]")]
    [InlineData("'ABC' -eq 'abc'", "[true]")]
    [InlineData("1 -eq '1'", "[true]")]
    [InlineData("'1' -eq 1.0", "[true]")]
    [InlineData("$null -eq @()", "[false]")]
    [InlineData("@($null, 1) -ne $null", "[1]")]
    [InlineData("'a' -in 'A', 'b'", "[true]")]
    [InlineData("'pci\\ven' -like 'PCI\\*'", "[true]")]
    [InlineData("'a[1]' -like 'a[1]'", "[false]")]
    [InlineData("'x-1' -match '^X-\\d$'", "[true]")]
    [InlineData("$true -eq 'text'", "[true]")]
    [InlineData("0 -eq $null", "[false]")]
    // about_Operator_Precedence: unary -not binds tighter than -eq; -and and -or have one precedence.
    [InlineData("-not 1 -eq 2", "[false]")]
    [InlineData("$true -or $true -and $false", "[false]")]
    [InlineData("1 + 2 * 3", "[7]")]
    [InlineData("'{0}-{1:x4}' -f 1, 255", "[\"1-00ff\"]")]
    // about_Booleans.
    [InlineData("[bool]'False'", "[true]")]
    [InlineData("[bool]@(0)", "[false]")]
    [InlineData("[bool]@(0, 0)", "[true]")]
    [InlineData("if (@()) { 1 } else { 2 }", "[2]")]
    // about_Arithmetic_Operators, about_Numeric_Literals: [int] that overflows becomes [double], [long] stays; [uint64] with a signed one [decimal].
    [InlineData("2147483647 + 1", "[2147483648]")]
    [InlineData("(2147483647 + 1).ToString('R')", "[\"2147483648\"]")]
    [InlineData("[long]2147483647 + 1", "[2147483648]")]
    [InlineData("[uint64]18446744073709551615", "[18446744073709551615]")]
    [InlineData("3GB", "[3221225472]")]
    [InlineData("0x10", "[16]")]
    [InlineData("[int]2.5", "[2]")]
    [InlineData("[int]3.5", "[4]")]
    [InlineData("'2' + 2", "[\"22\"]")]
    [InlineData("2 + '2'", "[4]")]
    [InlineData("[int]''", "[0]")]
    [InlineData("[string]$null", "[\"\"]")]
    [InlineData("[string]@(1, 2)", "[\"1 2\"]")]
    // about_Split, about_Join, about_Comparison_Operators (-replace).
    [InlineData("'a,b' -split ','", "[\"a\",\"b\"]")]
    [InlineData("'a', 'b' -join '+'", "[\"a+b\"]")]
    [InlineData("'aBc' -replace 'b', '-'", "[\"a-c\"]")]
    // about_Quoting_Rules: two single quotes are one; typographic ones count as quotes.
    [InlineData("'it''s'", "[\"it\\u0027s\"]")]
    [InlineData("‘a’", "[\"a\"]")]
    [InlineData("'a’ -eq ‘a'", "[true]")]
    [InlineData("3 – 1", "[2]")]
    // about_Hash_Tables, about_Object_Creation.
    [InlineData("@{ a = 1; B = 2 }.b", "[2]")]
    [InlineData("[pscustomobject]@{ b = 1; a = @(1) }", "[{\"b\":1,\"a\":[1]}]")]
    [InlineData("@{ a = 1 }.ContainsKey('A')", "[true]")]
    // Select-Object, Sort-Object, Measure-Object.
    [InlineData("[pscustomobject]@{ a = 1 } | Select-Object -Property a, b", "[{\"a\":1,\"b\":null}]")]
    [InlineData("[pscustomobject]@{ a = @(1, 2) } | Select-Object -ExpandProperty a", "[1,2]")]
    [InlineData("3, 1, 2 | Sort-Object | Select-Object -First 2", "[1,2]")]
    [InlineData("(1, 2, 3 | Measure-Object -Sum).Sum", "[6]")]
    [InlineData("(@(1, 2) | Measure-Object).Count", "[2]")]
    // about_Member-Access_Enumeration.
    [InlineData("@([pscustomobject]@{ a = 1 }, [pscustomobject]@{ a = 2 }).a", "[1,2]")]
    // about_Try_Catch_Finally, about_Throw.
    [InlineData("try { throw 'no' } catch { $_.FullyQualifiedErrorId }", "[\"no\"]")]
    [InlineData("try { Get-VM -Name 'nobody' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }", "[\"InvalidParameter,Microsoft.HyperV.PowerShell.Commands.GetVM\"]")]
    [InlineData("try { Get-VM -Name 'nobody' -ErrorAction SilentlyContinue; 'on' } catch { 'caught' }", "[\"on\"]")]
    [InlineData("try { Get-Nothing -ErrorAction SilentlyContinue } catch { [string]$_.CategoryInfo.Category }", "[\"ObjectNotFound\"]")]
    [InlineData("try { 1 } finally { 2 }", "[1,2]")]
    // about_Splatting.
    [InlineData("$how = @{ Name = 'train-*' }; @(Get-VM @how).Count", "[1]")]
    // about_Enum, ConvertTo-Json 5.1: enumerations are numbers in JSON, names in texts, and equal to both.
    [InlineData("(Get-VM -Name 'train-02').State", "[3]")]
    [InlineData("[string](Get-VM -Name 'train-02').State", "[\"Off\"]")]
    [InlineData("(Get-VM -Name 'train-02').State -eq 'off'", "[true]")]
    [InlineData("(Get-VM -Name 'train-02').State -eq 3", "[true]")]
    // ConvertTo-Json 5.1: default depth 2, <>&' escaped, dates as \/Date()\/.
    [InlineData("@{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress", "[\"{\\\"a\\\":{\\\"b\\\":{\\\"c\\\":\\\"System.Collections.Hashtable\\\"}}}\"]")]
    public void It_does_what_is_documented(string script, string expected) => Assert.Equal(expected, Eval(script));

    // Set-StrictMode -Version 3.0.
    [Theory]
    [InlineData("$undefined", "VariableIsUndefined")]
    [InlineData("$null.Name", "PropertyNotFoundStrict")]
    [InlineData("[pscustomobject]@{ a = 1 } | ForEach-Object { $_.b }", "PropertyNotFoundStrict")]
    [InlineData("$vm = Get-VM -Name 'train-02'; $vm.Count", "PropertyNotFoundStrict")]
    [InlineData("@(1)[5]", "System.IndexOutOfRangeException")]
    [InlineData("$null[0]", "NullArray")]
    [InlineData("$null.ToString()", "InvokeMethodOnNull")]
    [InlineData("[int]'x'", "InvalidCastFromStringToInteger")]
    [InlineData("[guid]'x'", "InvalidCastParseTargetInvocation")]
    [InlineData("Get-VM -NoSuch 1", "NamedParameterNotFound,Microsoft.HyperV.PowerShell.Commands.GetVM")]
    [InlineData("Get-Nothing", "CommandNotFoundException")]
    [InlineData("@{ a = 1; A = 2 }", "DuplicateKeyInHashLiteral")]
    [InlineData("'a' * 2 - 1", "InvalidCastFromStringToInteger")]
    public void Under_strict_mode_it_fails_where_documented(string script, string id) => Assert.Equal(id, FakeHosts.Make().Fails(script).FullyQualifiedErrorId);

    // about_Properties: without strict mode one object has a Count of 1; [pscustomobject] has none in 5.1.
    [Theory]
    [InlineData("$null.Name", "[null]")]
    [InlineData("$null.Count", "[0]")]
    [InlineData("(Get-VM -Name 'train-02').Count", "[1]")]
    [InlineData("([pscustomobject]@{ a = 1 }).Count", "[null]")]
    [InlineData("@(1)[5]", "[null]")]
    public void Without_strict_mode_what_is_not_there_is_null(string script, string expected) => Assert.Equal(expected, Eval(script, strict: false));

    [Theory]
    [InlineData("$x = \"$name\"", "a text in double quotes")]
    [InlineData("$x = “a”", "a text in double quotes")]
    [InlineData("function f { 1 }", "'function'")]
    [InlineData("Get-VM 'train-02'", "'''")]
    [InlineData("gci", "'gci'")]
    [InlineData("ls -Path 1", "'ls'")]
    [InlineData("& 'x'", "'&'")]
    [InlineData("Get-VM `\n -Name 'a'", "'`'")]
    [InlineData("$(1)", "'$('")]
    [InlineData("switch (1) { 1 { 2 } }", "'switch'")]
    [InlineData("$env:PATH", "'$env:'")]
    [InlineData("1 -band 2", "'-band'")]
    [InlineData("4 / 2", "'/'")]
    [InlineData("[System.IO.File]::WriteAllText('a', 'b')", "'[System.IO.File]::WriteAllText'")]
    [InlineData("'a'.Substring(1)", "'.Substring()'")]
    [InlineData("[xml]'<a/>'", "'[xml]'")]
    [InlineData("try { 1 } catch [System.Exception] { 2 }", "catch with a type")]
    [InlineData("'open", "a text in quotes")]
    [InlineData("Get-VM | Where-Object { $_.Name > 'x' }", "'>'")]
    public void What_the_subset_has_not_is_named_with_its_line(string script, string construct)
    {
        var refused = Assert.Throws<ParseException>(() => Parser.Parse("# first line\n" + script));

        Assert.Equal(construct, refused.Construct);
        Assert.Equal(2, refused.Line);
    }

    [Fact]
    public void Values_never_become_code()
    {
        var names = new[] { "a'; Stop-VM -Name '*' #", "$(Stop-VM)", "`n\"", "’; 1 #", "a\r\nb", "‘‘", "日本" };

        foreach (var name in names)
        {
            var host = FakeHosts.Make();
            host.Vms[0].Name = name;
            var found = host.Run("@(Get-VM | Where-Object { $_.Name -eq $Arguments.Name }).Count", System.Text.Json.JsonSerializer.Serialize(new { Name = name }));

            Assert.Equal(1, found.Single());
            Assert.Empty(host.Changes);
        }
    }
}
