using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Which VMs a call is about, and whether the account and the service let it through.</summary>
internal static class Selecting
{
    /// <summary>Fails as the Hyper-V module does without elevation, or without its service.</summary>
    public static void Admit(FakeHost host)
    {
        if (!host.IsElevated && !host.IsHyperVAdministrator)
        {
            throw host.Fail.Denied("denied", host.Name);
        }

        if (!host.ServiceRuns)
        {
            throw host.Fail.Of("Unspecified", "NotSpecified", "vmms", host.Name);
        }
    }

    /// <summary>The VMs of -VM, -VMName, -Name or the pipeline.</summary>
    public static IReadOnlyList<FakeVm> Vms(FakeHost host, CmdletCall call, object? input)
    {
        Admit(host);
        if (call.Has("VM") || (call.HasInput && input is PsObject { TypeName: "Microsoft.HyperV.PowerShell.VirtualMachine" }))
        {
            return [.. Conversion.Elements(call.Has("VM") ? call.Parameters["VM"] : input).Select(o => ById(host, IdOf(call, o)))];
        }

        var names = call.Texts(call.Has("VMName") ? "VMName" : "Name");
        return names.Count == 0 ? throw call.Fail("MissingMandatoryParameter", "InvalidArgument", "Cannot process command because of one or more missing mandatory parameters: VMName.") : [.. names.SelectMany(n => Named(host, n, ofGetVm: false))];
    }

    /// <summary>What Get-VM -Id says of an id that is not there nobody published: a switch.</summary>
    public static FakeVm ById(FakeHost host, Guid id) => host.Vm(id) ?? throw (host.Switches.MissingIdIsInvalidParameter ? host.Fail.Invalid("vm-id", id) : host.Fail.Missing("vm-id", id));

    /// <summary>VMs by name, which may hold wildcards. Recorded: Get-VM says InvalidParameter of a name that is not there (multipass #3090), all others ObjectNotFound (Easy-GPU-PV #449).</summary>
    public static IReadOnlyList<FakeVm> Named(FakeHost host, string name, bool ofGetVm)
    {
        var found = host.Vms.Where(v => Operators.Like(v.Name, name)).ToList();
        return found.Count > 0 || IsPattern(name) ? found : throw (ofGetVm ? host.Fail.Invalid("vm-name", name) : host.Fail.Missing("vm-name", name));
    }

    /// <summary>One object out of a parameter or the pipeline.</summary>
    public static string Member(object? value, string name) => value is PsObject o && o.TryGet(name, out var found) ? Conversion.ToText(found) : "";

    private static Guid IdOf(CmdletCall call, object? value) => value is PsObject o && o.TryGet("Id", out var id) && id is Guid guid ? guid
        : throw call.Fail("CannotConvertArgumentNoMessage", "InvalidArgument", $"Cannot bind parameter 'VM'. Cannot convert value \"{Conversion.ToText(value)}\" to type \"Microsoft.HyperV.PowerShell.VirtualMachine\".");

    /// <summary>A pattern that nothing matches is no error.</summary>
    private static bool IsPattern(string name) => name.IndexOfAny(['*', '?', '[']) >= 0;
}
