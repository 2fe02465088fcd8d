using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Tests.PowerShell;

public class HostScriptTests
{
    [Fact]
    public void A_script_that_is_no_file_of_this_program_is_refused() => Assert.Throws<ArgumentException>(() => HostScript.Reads("no-such-script"));
}
