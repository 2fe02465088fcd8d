namespace Barelane.Twin.Tests.Soap;

public sealed class SchemaTests
{
    [Fact]
    public async Task An_element_out_of_schema_order_is_refused()
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync("<memoryReservationLockedToMax>true</memoryReservationLockedToMax><firmware>efi</firmware>"));

        Assert.Equal("InvalidRequest", fault.Type);
        Assert.Contains("'firmware' stands behind 'memoryReservationLockedToMax'", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_free_element_order_the_same_is_accepted()
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { StrictElementOrder = false });

        await bench.ReconfigureAsync("<memoryReservationLockedToMax>true</memoryReservationLockedToMax><firmware>efi</firmware>");

        Assert.True(bench.Vm().MemoryReservationLocked);
    }

    [Theory]
    [InlineData("<speed>9</speed>", "Unexpected element 'speed'")]
    [InlineData("<numCPUs>4</numCPUs><numCPUs>8</numCPUs>", "'numCPUs' stands twice")]
    [InlineData("<numCPUs>many</numCPUs>", "'many' in element 'numCPUs' is not of type 'xsd:int'")]
    [InlineData("<extraConfig><value xsi:type=\"xsd:string\">x</value></extraConfig>", "Required element 'key' is missing")]
    [InlineData("<extraConfig><key>a</key><value>x</value></extraConfig>", "needs an xsi:type")]
    [InlineData("<deviceChange><operation>swap</operation></deviceChange>", "'swap' is no value of 'VirtualDeviceConfigSpecOperation'")]
    public async Task A_spec_that_the_schema_does_not_allow_is_refused(string spec, string reason)
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(spec));

        Assert.Equal("InvalidRequest", fault.Type);
        Assert.Contains(reason, fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_does_not_fit_its_element_is_an_InvalidType()
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(
            "<deviceChange><operation>add</operation><device xsi:type=\"OptionValue\"><key>a</key></device></deviceChange>"));

        Assert.Equal("InvalidType", fault.Type);
    }

    [Fact]
    public async Task A_document_type_declaration_is_refused()
    {
        await using var bench = await Bench.StartAsync();
        using var content = new StringContent("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>");

        using var response = await bench.Client.Http.PostAsync(bench.Twin.Url, content, TestContext.Current.CancellationToken);

        Assert.Contains("InvalidRequestFault", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_element_newer_than_the_version_of_the_client_is_unknown()
    {
        await using var bench = await Bench.StartAsync();
        using var old = await SdkClient.LoginAsync(bench.Twin, "6.7");
        const string Entry = "<config><id>0000:3b:00.0</id><passthruEnabled>true</passthruEnabled><applyNow>false</applyNow></config>";

        var fault = await Bench.FaultAsync(() => old.CallAsync("UpdatePassthruConfig", "HostPciPassthruSystem", bench.Host().PassthruSystemRef.Id, Entry));
        await bench.PassthruAsync(Entry);

        Assert.Contains("Unexpected element 'applyNow'", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_client_sees_no_newer_elements_and_newer_types_as_their_ancestors()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(Bench.AddDynamic("render"));
        using var old = await SdkClient.LoginAsync(bench.Twin, "6.7");

        var now = await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config.hardware.device");
        var then = await old.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config.hardware.device");

        Assert.Contains("VirtualPCIPassthroughDynamicBackingInfo", now!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Dynamic", then!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("customLabel", then.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hardware.pciDevice", "id classId bus slot function vendorId subVendorId vendorName deviceId subDeviceId parentBridge deviceName")]
    [InlineData("config.pciPassthruInfo", "id dependentDevice passthruEnabled passthruCapable passthruActive sriovEnabled sriovCapable sriovActive numVirtualFunctionRequested numVirtualFunction maxVirtualFunctionSupported")]
    [InlineData("config.graphicsConfig", "hostDefaultGraphicsType sharedPassthruAssignmentPolicy")]
    public async Task Answers_come_in_the_order_that_the_reference_gives(string path, string order)
    {
        await using var bench = await Bench.StartAsync();

        var value = (await bench.Client.ReadAsync("HostSystem", bench.Host().Ref.Id, path))!;

        var item = value.Elements().Any(e => e.HasElements) ? value.Elements().Last() : value;
        Assert.Equal(order.Split(' '), item.Elements().Select(e => e.Name.LocalName));
    }

    [Fact]
    public async Task An_unknown_method_and_an_unknown_object_are_named()
    {
        await using var bench = await Bench.StartAsync();

        var method = await Bench.FaultAsync(() => bench.Client.CallAsync("MakeCoffee", "ServiceInstance", "ServiceInstance"));
        var target = await Bench.FaultAsync(() => bench.Client.CallAsync("PowerOnVM_Task", "VirtualMachine", "vm-9999"));

        Assert.Equal("MethodNotFound", method.Type);
        Assert.Equal("ManagedObjectNotFound", target.Type);
    }
}
