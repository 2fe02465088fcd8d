using System.Text;
using System.Text.Json.Nodes;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Tests.Fake;

/// <summary>The stand-in for <c>powershell</c>, called as transports call it.</summary>
public class FakePowerShellTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_knows_the_command_line_and_the_frame_and_answers_in_an_envelope()
    {
        await using var host = new PowerShellHost(new FakeTransport(FakeHosts.Make()));

        var answer = await host.RunAsync(Script("@(Get-VM | ForEach-Object { [string]$_.Name }); Start-VM -Name $Arguments.Vm; Start-VM -Name $Arguments.Vm"), new JsonObject { ["Vm"] = "train-02" }, Token);

        Assert.Equal(["train-02", "web-03"], answer.Data.EnumerateArray().Select(d => d.GetString()));
        Assert.Equal(["The virtual machine is already in the specified state."], answer.Warnings);
    }

    [Fact]
    public async Task An_error_comes_with_its_id_category_and_status()
    {
        var machine = FakeHosts.Make(HostEdition.Windows11);
        machine.Vms[0].Devices.Add(new AssignedDevice { Id = Guid.NewGuid(), LocationPath = FakeHosts.Card });
        machine.Devices[0].IsDismounted = true;
        await using var host = new PowerShellHost(new FakeTransport(machine));

        var error = (await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Script("Start-VM -Name 'train-02'"), [], Token))).Error!;

        Assert.Equal(("OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM", "NotSpecified", "Start-VM", 0xC035001Eu), (error.Id, error.Category, error.Activity, error.Status));
        Assert.Equal("Microsoft.HyperV.PowerShell.VirtualizationException", error.Type);
    }

    [Fact]
    public void A_command_line_or_a_frame_that_it_does_not_know_is_refused_with_its_hash()
    {
        var input = Encoding.ASCII.GetString(Bootstrap.Input(Script("1"), []));

        Assert.Contains("does not know this command line", Assert.Throws<InvalidDataException>(() => FakePowerShell.Run(FakeHosts.Make(), ["-Command", "1"], input)).Message, StringComparison.Ordinal);
        var other = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"v":1,"frame":"1","script":"1","arguments":{}}"""));
        Assert.Contains("does not know this frame", Assert.Throws<InvalidDataException>(() => FakePowerShell.Run(FakeHosts.Make(), Bootstrap.Arguments, other)).Message, StringComparison.Ordinal);
    }

    private static HostScript Script(string text) => HostScript.Of("test", text, TimeSpan.FromSeconds(5), onlyReads: false);
}
