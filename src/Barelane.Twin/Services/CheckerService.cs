using Barelane.Twin.Checks;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>VirtualMachineCompatibilityChecker; what it sees of passthrough is a switch (§8).</summary>
internal static class CheckerService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["CheckVmConfig_Task"] = call => Check(call, _ => null);
        table["CheckPowerOn_Task"] = call => Check(call, host => PowerOnChecks.FirstFault(call.Get<TwinVm>("vm"), host));
    }

    private static MoRef Check(Call call, Func<TwinHost, VimFaultException?> check)
    {
        var vm = call.Args.Ref("vm") is { } given ? call.Site.Get<TwinVm>(given) : null;
        var host = call.Args.Ref("host") is { } on ? call.Site.Get<TwinHost>(on) : vm?.Host;
        return call.Start(call.Target, () =>
        {
            var fault = host is not null && call.Site.Switches.CheckersSeePassthroughProblems ? check(host) : null;
            var result = new VimObject("CheckResult").Set("vm", vm?.Ref).Set("host", host?.Ref)
                .Set("error", fault is null ? null : VimArray.Of([fault.ToLocalized()]));
            return new VimTyped(VimArray.Of([result]), "CheckResult", IsArray: true, IsReference: false);
        }).Ref;
    }
}
