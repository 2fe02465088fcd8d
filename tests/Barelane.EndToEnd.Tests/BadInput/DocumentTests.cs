using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.BadInput;

/// <summary>A document that asks for what is not there, or twice for what is there once.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("{ vm: dc1/rendre-01, gpu: { model: A40 }, way: direct }", "render-01")]
    [InlineData("{ vm: dc1/render-01, gpu: { model: A41 }, way: direct }", "A40")]
    [InlineData("{ vm: dc1/render-01, gpu: { address: \"0000:3c:00.0\" }, way: direct }", "NVIDIA A40")]
    public async Task What_does_not_exist_is_refused_with_the_nearest_name(string assignment, string nearest)
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(assignment);
        var start = twin.State();

        (await desk.RunAsync("plan")).Ended(3).Showed(nearest);
        (await desk.RunAsync("apply")).Ended(3).Showed(nearest);

        TwinText.Same(start, twin.State(), "Something was changed.");
    }

    [Fact]
    public async Task Two_assignments_that_want_one_card_are_refused_and_both_are_named()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(
            "{ vm: dc1/render-01, gpu: { address: \"0000:3b:00.0\" }, way: direct, variant: fixed }",
            "{ vm: dc1/render-02, gpu: { address: \"0000:3b:00.0\" }, way: direct, variant: fixed }");
        var start = twin.State();

        (await desk.RunAsync("apply")).Ended(3).Showed("dc1/render-01", "dc1/render-02", "0000:3b:00.0");

        TwinText.Same(start, twin.State(), "Something was changed.");
    }

    [Fact]
    public async Task All_errors_of_a_document_are_shown_at_once_with_line_and_nearest_key()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write("{ vm: dc1/render-01, gpu: { modle: A40 }, way: direkt }");

        (await desk.RunAsync("plan")).Ended(1).Said("3 mistakes", "10:33", "Unknown key 'modle' in a gpu. Did you mean 'model'?", "10:52", "Did you mean 'direct'?");

        Assert.Equal(0, twin.Site.Calls.GetValueOrDefault("Login"));
    }

    [Fact]
    public async Task A_guest_with_remote_GPUs_needs_the_driver_beside_barelane_and_is_told_how_to_build_it()
    {
        using var desk = new Desk(new Uri("https://127.0.0.1:1/sdk"), new string('0', 64));
        desk.WriteText("""
            version: 1
            name: farm
            sites: { dc1: { vsphere: "https://127.0.0.1:1/sdk", user: u, password: "env:NONE" } }
            pools: { lab: { servers: ["tcp:127.0.0.1:1"] } }
            assignments: [{ vm: dc1/train-03, gpu: { pool: lab }, way: remote, guest: { ssh: train-03 } }]
            """);

        (await desk.RunAsync("plan")).Ended(1).Said("Barelane.Remote.Driver.so' is not there", "'dc1/train-03'", "dotnet publish src/Barelane.Remote.Driver");
    }
}
